package dev.headway.bench.compare;

import java.util.List;

/** Work on two threads that costs nothing. */
final class ThreadRows {
  private ThreadRows() {}

  static List<Row> all() {
    return List.of(
        new Row(
            "threads",
            "A function that adds one, integers from an iterator, 2 threads, in order, per item",
            Unit.NANOS,
            "≤ 65 ns, better 45",
            List.of(
                Contestant.headway("Headway", "HeadwayMap", "backend=threads"),
                Contestant.headway("Headway, quiet", "HeadwayMap", "backend=threads", "bar=false"),
                Contestant.java("parallel stream over a list, no bar", "StreamMap", "source=list"),
                Contestant.java(
                    "parallel stream over an iterator, no bar", "StreamMap", "source=iterator"),
                Contestant.java(
                    "ExecutorCompletionService, all at once, no order, no bar", "CompletionMap"),
                Contestant.java(
                    "ExecutorCompletionService, 1,024 at a time, no order, no bar",
                    "CompletionMap",
                    "window=1024"),
                mapConcurrent("2"),
                mapConcurrent("1024"),
                Contestant.floor("ring by hand, claims of 64", "HandRing"))));
  }

  private static Contestant mapConcurrent(String workers) {
    return Contestant.java(
            "mapConcurrent(" + workers + "), no bar",
            "StreamMap",
            "source=concurrent",
            "items=100000",
            "workers=" + workers)
        .needing(Need.JAVA_24);
  }
}
