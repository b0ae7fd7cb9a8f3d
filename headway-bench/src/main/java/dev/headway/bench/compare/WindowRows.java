package dev.headway.bench.compare;

import java.util.ArrayList;
import java.util.List;

/** What the size of the window does: its default was chosen by these. */
final class WindowRows {
  private WindowRows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (String backend : List.of("threads", "processes")) {
      rows.add(tiny(backend));
      rows.add(
          sleeping("window-millis-" + backend, backend, "millis", "1,000 tasks of 1 ms", 0.5e9));
      rows.add(
          sleeping(
              "window-slow-first-" + backend,
              backend,
              "slow-first",
              "199 tasks of 10 ms behind one of a second",
              1.495e9));
    }
    return rows;
  }

  private static Row tiny(String backend) {
    List<Contestant> contestants = new ArrayList<>();
    boolean threads = backend.equals("threads");
    for (int window : List.of(0, 4, 16, 64, 256, 1024, 4096, 16384)) {
      // Small windows are slow: fewer items are enough.
      int items = (threads ? 1_000_000 : 300_000) / (window > 0 && window < 256 ? 10 : 1);
      contestants.add(
          Contestant.headway(
              name(window),
              "HeadwayMap",
              "backend=" + backend,
              "window=" + window,
              "items=" + items));
    }
    return new Row(
        "window-tiny-" + backend,
        "A function that adds one, 2 " + backend + ", in order, per item",
        threads ? Unit.NANOS : Unit.MICROS,
        "",
        contestants);
  }

  private static Row sleeping(
      String name, String backend, String shape, String title, double ideal) {
    List<Contestant> contestants = new ArrayList<>();
    for (int window : List.of(0, 2, 4, 6, 8, 16, 64, 256)) {
      contestants.add(
          Contestant.headway(
              name(window),
              "SleepMap",
              "backend=" + backend,
              "shape=" + shape,
              "window=" + window));
    }
    contestants.add(
        Contestant.floor("2 threads and a counter", "SleepMap", "shape=" + shape, "backend=loop"));
    contestants.add(Contestant.ideal("the sum divided by 2", ideal));
    return new Row(name, title + ", 2 " + backend + ", in order", Unit.SECONDS, "", contestants);
  }

  private static String name(int window) {
    return window == 0 ? "no window set" : "window of " + window;
  }
}
