package dev.headway.bench.compare;

import java.util.List;

/** A job that a page of the dashboard shows. */
final class WatchRows {
  private static final String JOB = " tasks of some 20 µs, 2 threads, a page open: ";

  private WatchRows() {}

  static List<Row> all() {
    return List.of(
        new Row(
            "watch-share",
            "250,000" + JOB + "added in percent to the job without a feed",
            Unit.PERCENT,
            "≤ 1 %",
            List.of(
                Contestant.headway("with a page", "WatchedJob", "what=share", "items=250000"),
                Contestant.headway(
                    "without against without: the error",
                    "WatchedJob",
                    "what=share",
                    "items=250000",
                    "watched=false"))),
        new Row(
            "watch-cpu",
            "1,000,000" + JOB + "CPU time of the dashboard, in percent of one processor",
            Unit.PERCENT,
            "≤ 5 %",
            List.of(Contestant.headway("the dashboard", "WatchedJob", "what=cpu"))),
        new Row(
            "watch-memory",
            "1,000,000" + JOB + "the most memory of the dashboard's process",
            Unit.MEBIBYTES,
            "≤ 64 MiB",
            List.of(Contestant.headway("the dashboard", "WatchedJob", "what=memory"))));
  }
}
