package dev.headway.bench.bars;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Lets bars compete and prints the tables of docs/prediction.md.
 *
 * <pre>{@code
 * headway-bench/bars                        # all that was set aside, then the logs for tuning
 * headway-bench/bars --tuning               # the same workloads with the seeds for tuning
 * headway-bench/bars --learned              # what it buys to know an earlier run
 * headway-bench/bars FILE...                # job logs of GNU parallel
 * headway-bench/bars --record FOLDER NAME...
 * }</pre>
 */
public final class Bars {
  private static final int WORKERS = 8;
  private static final int TASKS = 200;
  private static final int SEEDS = 8;

  /** From here on the seeds are for tuning; the ones below were set aside. */
  static final long FIRST_FOR_TUNING = 2000;

  static final long FIRST_SET_ASIDE = 700;

  private Bars() {}

  /**
   * Runs it.
   *
   * @param arguments see above
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    if (words.contains("--record")) {
      record(Path.of(words.get(1)), words.subList(2, words.size()));
    } else if (words.contains("--tuning")) {
      made("for tuning", FIRST_FOR_TUNING);
      recorded("Recorded work, for tuning", JobLog.FOR_TUNING);
    } else if (words.contains("--learned")) {
      LearnedRuns.print();
    } else if (!words.isEmpty()) {
      ScoreTable logs = new ScoreTable();
      for (String file : words) {
        logs.add(List.of(JobLog.read(Path.of(file))));
      }
      logs.print("Job logs");
    } else {
      ScoreTable contest = new ScoreTable();
      Synthetic.published().forEach(draws -> contest.add(Synthetic.traces(draws, WORKERS)));
      contest.print("The contest: " + TASKS + " tasks, " + WORKERS + " workers, 8 seeds");
      made("set aside", FIRST_SET_ASIDE);
      recorded("Recorded work, set aside", JobLog.SET_ASIDE);
      recorded("Recorded work, for tuning", JobLog.FOR_TUNING);
    }
  }

  private static void made(String which, long from) {
    table(
        "Jobs: " + TASKS + " tasks, " + WORKERS + " workers, 8 seeds, " + which,
        from,
        seed -> Synthetic.traces(Synthetic.fresh(seed, TASKS), WORKERS));
    table("Loops: 200 steps, 8 seeds, " + which, from, seed -> Loops.loops(seed, 1));
    table("Loops, twenty times as fast, " + which, from, seed -> Loops.loops(seed, 0.05));
    table("Streams of bytes, 8 seeds, " + which, from, Loops::streams);
    table(
        "Jobs with weights: 200 tasks, " + WORKERS + " workers, 8 seeds, " + which,
        from,
        seed -> Loops.weighed(seed, WORKERS));
  }

  private static void table(String title, long from, LongFunction<List<Trace>> maker) {
    ScoreTable table = new ScoreTable();
    LongStream.range(from, from + SEEDS).forEach(seed -> table.add(maker.apply(seed)));
    table.print(title);
  }

  private static void recorded(String title, List<String> names) {
    ScoreTable table = new ScoreTable();
    table.add(names.stream().map(JobLog::recorded).toList());
    table.print(title);
  }

  private static void record(Path folder, List<String> names)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path root = Path.of(System.getProperty("headway.root", "."));
    Map<String, Supplier<Recorder.Plan>> plans = new LinkedHashMap<>(new RealWork(root).plans());
    plans.putAll(new EverydayWork(root).plans());
    for (String name : names.isEmpty() ? plans.keySet() : names) {
      Recorder.record(plans.get(name).get(), folder);
    }
  }
}
