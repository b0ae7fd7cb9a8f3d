package dev.headway.bench.bars;

import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.progress.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What it buys to know how long each task took in an earlier run: {@code headway-bench/bars
 * --learned}. The run is a recorded one. The earlier run is made of it: each task took another
 * time, and all took longer or shorter. All is computed; nothing depends on the machine.
 */
final class LearnedRuns {
  private static final int SEEDS = 4;
  private static final int PROBES = 20;
  private static final double FRAME = 0.1;

  /** How far the time of a task is from that of the earlier run, and that of all together. */
  private static final double OF_TASK = 0.3;

  private static final double OF_RUN = 0.3;

  private LearnedRuns() {}

  /** What an earlier run tells. */
  private enum Earlier {
    NOTHING("nothing"),
    SIMILAR("a similar run"),
    HALF("of every second task, a similar run"),
    UNRELATED("a run of other tasks");

    private final String title;

    Earlier(String title) {
      this.title = title;
    }

    /** Null if nothing is known. */
    LearnedCosts costs(double[] seconds, Random random) {
      double factor = Math.exp(OF_RUN * random.nextGaussian());
      float[] before = new float[seconds.length];
      for (int i = 0; i < before.length; i++) {
        int task = this == UNRELATED ? random.nextInt(before.length) : i;
        double change = factor * Math.exp(OF_TASK * random.nextGaussian());
        before[i] = this == HALF && i % 2 == 0 ? Float.NaN : (float) (seconds[task] * change);
      }
      int[] queue = IntStream.range(0, before.length).toArray();
      return this == NOTHING ? null : new LearnedCosts(queue, before);
    }
  }

  private record FractionError(double first, double all) {}

  static void print() {
    predictions();
    makespans();
  }

  private static List<Trace> jobs() {
    List<String> names = new ArrayList<>(JobLog.SET_ASIDE);
    names.addAll(JobLog.FOR_TUNING);
    return names.stream().map(JobLog::recorded).filter(trace -> !trace.byHand()).toList();
  }

  private static double[] seconds(Trace trace) {
    double[] seconds = new double[trace.tasks()];
    trace.attempts().stream()
        .filter(Trace.Attempt::last)
        .forEach(one -> seconds[one.index()] = one.end() - one.start());
    return seconds;
  }

  private static void predictions() {
    System.out.printf(
        "## The prediction, with what an earlier run took%n%n"
            + "Mean error of the shown fraction in points: in the first tenth of the time / in all"
            + " of it.%n%n| workload |");
    Map<Earlier, List<FractionError>> means = new LinkedHashMap<>();
    for (Earlier earlier : Earlier.values()) {
      System.out.printf(" %s |", earlier.title);
      means.put(earlier, new ArrayList<>());
    }
    System.out.println("\n|---|" + "---|".repeat(Earlier.values().length));
    for (Trace trace : jobs()) {
      System.out.printf("| %s |", trace.name());
      for (Earlier earlier : Earlier.values()) {
        FractionError error = error(trace, earlier);
        means.get(earlier).add(error);
        System.out.printf(Locale.ROOT, " %.2f / %.1f |", error.first, error.all);
      }
      System.out.println();
    }
    System.out.print("| mean |");
    means.forEach(
        (earlier, all) ->
            System.out.printf(
                Locale.ROOT,
                " %.2f / %.1f |",
                mean(all, FractionError::first),
                mean(all, FractionError::all)));
    System.out.println("\n");
  }

  private static FractionError error(Trace trace, Earlier earlier) {
    List<FractionError> all = new ArrayList<>();
    for (int seed = 0; seed < (earlier == Earlier.NOTHING ? 1 : SEEDS); seed++) {
      Headway ours = new Headway(trace, earlier.costs(seconds(trace), new Random(seed)));
      all.add(watch(trace.whole(), ours));
    }
    return new FractionError(mean(all, FractionError::first), mean(all, FractionError::all));
  }

  private static double mean(List<FractionError> all, ToDoubleFunction<FractionError> figure) {
    return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  /** Draws ten frames a second; looks at some in the first tenth, and at as many in all. */
  private static FractionError watch(double whole, Headway ours) {
    double first = 0;
    double all = 0;
    int nextFirst = 1;
    int nextAll = 1;
    for (int frame = 1; frame * FRAME < whole; frame++) {
      double at = frame * FRAME;
      Forecast said = ours.at(at);
      double shown = said == null ? 0 : at / (at + said.likelyNanos() / 1e9);
      double error = 100 * Math.abs(shown - at / whole);
      for (; nextFirst <= PROBES && at >= whole * nextFirst / PROBES / 10; nextFirst++) {
        first += error / PROBES;
      }
      for (; nextAll < PROBES && at >= whole * nextAll / PROBES; nextAll++) {
        all += error / (PROBES - 1);
      }
    }
    return new FractionError(first, all);
  }

  private static void makespans() {
    System.out.printf(
        "## The order: longest first, by what an earlier run took%n%n"
            + "The time of the whole, in percent of what no order can beat. Of every second task"
            + " nothing is known in the last two columns.%n%n"
            + "| workload, workers | as they come | longest first | unknown ones first"
            + " | unknown ones as usual |%n|---|---|---|---|---|%n");
    double[] sums = new double[4];
    int rows = 0;
    for (Trace trace : jobs()) {
      for (int workers : new int[] {trace.workers(), 16}) {
        double[] row = makespans(seconds(trace), workers);
        System.out.printf(Locale.ROOT, "| %s, %d |", trace.name(), workers);
        for (int i = 0; i < row.length; i++) {
          sums[i] += row[i];
          System.out.printf(Locale.ROOT, " %.1f |", row[i]);
        }
        System.out.println();
        rows++;
      }
    }
    System.out.print("| mean |");
    for (double sum : sums) {
      System.out.printf(Locale.ROOT, " %.1f |", sum / rows);
    }
    System.out.println("\n");
  }

  private static double[] makespans(double[] seconds, int workers) {
    double longest = Arrays.stream(seconds).max().orElse(0);
    double least = Math.max(longest, Arrays.stream(seconds).sum() / workers);
    double[] row = new double[4];
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      double[] before = new double[seconds.length];
      for (int i = 0; i < before.length; i++) {
        before[i] = seconds[i] * Math.exp(OF_TASK * random.nextGaussian());
      }
      double usual = Arrays.stream(before).average().orElse(0);
      row[0] += makespan(seconds, workers, i -> 0) / SEEDS;
      row[1] += makespan(seconds, workers, i -> before[i]) / SEEDS;
      row[2] += makespan(seconds, workers, i -> i % 2 == 0 ? 1e9 : before[i]) / SEEDS;
      row[3] += makespan(seconds, workers, i -> i % 2 == 0 ? usual : before[i]) / SEEDS;
    }
    return Arrays.stream(row).map(each -> 100 * each / least).toArray();
  }

  /** Of those that are alike the first comes first. */
  private static double makespan(double[] seconds, int workers, ToDoubleFunction<Integer> first) {
    double[] ordered =
        IntStream.range(0, seconds.length)
            .boxed()
            .sorted(Comparator.comparingDouble(first).reversed())
            .mapToDouble(i -> seconds[i])
            .toArray();
    return Trace.scheduled("", ordered, workers, 0).whole();
  }
}
