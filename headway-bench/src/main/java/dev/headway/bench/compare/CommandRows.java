package dev.headway.bench.compare;

import java.util.ArrayList;
import java.util.List;

/** Commands in parallel: {@code headway run} and what else runs a program for each input. */
final class CommandRows {
  private static final int LARGE = 100_000;
  private static final int USUAL = 10_000;

  private CommandRows() {}

  static List<Row> all(boolean large) {
    return List.of(
        row(
            "run-cpu",
            "A job of /bin/true, two at once: CPU time of the runner and of the job",
            Unit.MILLIS,
            "≤ 0.8 × xargs, ≤ 1.6 × floor",
            "what=cpu"),
        row(
            "run-pace",
            "The same: the time for each job, the start of the runner taken off",
            Unit.MILLIS,
            "a fifth of GNU parallel",
            "what=wall"),
        row(
            "run-first",
            "From the start of the runner until the output of the first of 100 jobs is shown",
            Unit.MILLIS,
            "≤ 350 ms",
            "what=first",
            "jobs=100"),
        heap(large ? LARGE : USUAL));
  }

  private static Row row(String name, String title, Unit unit, String goal, String... what) {
    return new Row(
        name,
        title,
        unit,
        goal,
        List.of(
            Contestant.headway("headway run --joblog", words("way=headway", what)),
            Contestant.headway("the same with --journal", words("way=journal", what)),
            Contestant.java("xargs -P2 -n1", words("way=xargs", what)).needing(Need.XARGS),
            Contestant.java("GNU parallel -j2", words("way=parallel", what)).needing(Need.PARALLEL),
            Contestant.floor("posix_spawn in a loop, in C", words("way=spawn", what))
                .needing(Need.CC)));
  }

  private static String[] words(String way, String... what) {
    List<String> words = new ArrayList<>(List.of("CommandJobs", way));
    words.addAll(List.of(what));
    return words.toArray(String[]::new);
  }

  private static Row heap(int jobs) {
    return new Row(
        "run-heap",
        String.format("%,d jobs of /bin/true: what the heap holds after its last collection", jobs),
        Unit.MEBIBYTES,
        "as much as after a tenth of them",
        List.of(
            Contestant.headway(
                "headway run --joblog", words("way=headway", "what=heap", "jobs=" + jobs)),
            Contestant.java(
                "a tenth of the jobs", words("way=headway", "what=heap", "jobs=" + jobs / 10))));
  }
}
