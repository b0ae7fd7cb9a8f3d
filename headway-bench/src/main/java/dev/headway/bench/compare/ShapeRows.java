package dev.headway.bench.compare;

import java.util.ArrayList;
import java.util.List;

/** Tasks that sleep, for times that make batching hard; pools that are up already. */
final class ShapeRows {
  private ShapeRows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.add(uneven("threads"));
    rows.add(uneven("processes"));
    rows.add(shape("even", "5,000 tasks that sleep 0.4 ms"));
    rows.add(shape("alternating", "5,000 tasks that sleep 1 µs and 1 ms in turn"));
    rows.add(shape("cosine", "5,000 tasks that sleep from 1 ms down to 1 µs and up again"));
    rows.add(shape("shuffled", "The same in no order"));
    return rows;
  }

  private static Row uneven(String backend) {
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(
        Contestant.headway(
            "Headway", "SleepMap", "shape=uneven", "workers=4", "backend=" + backend));
    if (backend.equals("threads")) {
      contestants.add(
          Contestant.java(
              "parallel stream in a pool of 4, no bar",
              "SleepMap",
              "shape=uneven",
              "workers=4",
              "backend=stream"));
    } else {
      contestants.add(
          python("Pool.imap_unordered, tqdm", "way=imap_unordered", "uneven", "workers=4"));
      contestants.add(
          python("ProcessPoolExecutor.map, tqdm", "way=futures", "uneven", "workers=4"));
      contestants.add(
          python("joblib, tqdm", "way=joblib", "uneven", "workers=4")
              .needing(Need.TQDM, Need.JOBLIB));
    }
    contestants.add(Contestant.ideal("in order, to whoever is free", 1.8e9));
    contestants.add(Contestant.ideal("the sum divided by 4, as if known beforehand", 1.2e9));
    return new Row(
        "uneven-" + backend,
        "12 tasks of 0.1 to 1 s, a long one last, 4 " + backend,
        Unit.SECONDS,
        "within 5 % of the best order that knows no future",
        contestants);
  }

  private static Row shape(String shape, String title) {
    return new Row(
        "shape-" + shape,
        title + ", 2 workers",
        Unit.SECONDS,
        "ahead of the best peer, at most 5 % behind",
        List.of(
            headway("Headway on processes", shape, "processes"),
            headway("Headway on threads", shape, "threads"),
            python("joblib, tqdm", "way=joblib", shape, "workers=2")
                .needing(Need.TQDM, Need.JOBLIB),
            python("Pool.map in eighths", "way=map", shape, "chunk=0"),
            python(
                "Pool.imap_unordered, chunks of 1, tqdm", "way=imap_unordered", shape, "chunk=1"),
            Contestant.java(
                "parallel stream in a pool of 2, no bar",
                "SleepMap",
                "shape=" + shape,
                "backend=stream"),
            Contestant.floor(
                "2 threads and a counter", "SleepMap", "shape=" + shape, "backend=loop")));
  }

  private static Contestant headway(String name, String shape, String backend) {
    return Contestant.headway(name, "SleepMap", "shape=" + shape, "backend=" + backend);
  }

  private static Contestant python(String name, String way, String shape, String more) {
    return Contestant.python(name, "sleeps.py", way, "shape=" + shape, more).needing(Need.TQDM);
  }
}
