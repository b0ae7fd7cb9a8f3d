package dev.headway.bench.compare;

import java.util.ArrayList;
import java.util.List;

/** Whether the cost of an item stays what it is when there are many inputs or workers. */
final class ScaleRows {
  private ScaleRows() {}

  static List<Row> all(boolean large) {
    return List.of(
        lazy(),
        inputs("threads", Unit.NANOS, large ? 100_000_000 : 10_000_000),
        inputs("processes", Unit.MICROS, large ? 100_000_000 : 1_000_000),
        workers("threads", Unit.NANOS, 1_000_000),
        workers("processes", Unit.MICROS, 200_000));
  }

  private static Row lazy() {
    List<Contestant> contestants = new ArrayList<>();
    for (String backend : List.of("threads", "processes")) {
      for (int heap : List.of(64, 32)) {
        contestants.add(
            Contestant.headway(
                    "Headway on " + backend + ", heaps of " + heap + " MiB",
                    "HeadwayMap",
                    "backend=" + backend,
                    "items=10000000",
                    "once=true",
                    "heap=" + (heap << 20))
                .jvm("-Xmx" + heap + "m"));
      }
    }
    return new Row(
        "lazy",
        "Ten million inputs from an iterator, in order, in little memory, per item",
        Unit.NANOS,
        "64 MiB, better 32",
        contestants);
  }

  private static Row inputs(String backend, Unit unit, int most) {
    List<Contestant> contestants = new ArrayList<>();
    // A bar begins and ends with its job: what that costs shows in the smallest.
    contestants.add(
        Contestant.headway(
            "1,000 inputs, no bar", "HeadwayMap", "backend=" + backend, "items=1000", "bar=false"));
    for (int items = 1_000; items <= most; items *= 10) {
      contestants.add(
          Contestant.headway(
              String.format("%,d inputs", items),
              "HeadwayMap",
              "backend=" + backend,
              "items=" + items));
    }
    return new Row(
        "scale-" + backend,
        "A job of so many inputs, 2 " + backend + ", per item",
        unit,
        "flat",
        contestants);
  }

  private static Row workers(String backend, Unit unit, int items) {
    List<Contestant> contestants = new ArrayList<>();
    for (int workers : List.of(2, 1, 4, 8, 16, 32, 64)) {
      contestants.add(
          Contestant.headway(
              workers == 1 ? "1 worker" : workers + " workers",
              "HeadwayMap",
              "backend=" + backend,
              "items=" + items,
              "workers=" + workers));
    }
    return new Row(
        "workers-" + backend,
        "A function that adds one on so many " + backend + ", per item",
        unit,
        "64 at most 1.3 × 2",
        contestants);
  }
}
