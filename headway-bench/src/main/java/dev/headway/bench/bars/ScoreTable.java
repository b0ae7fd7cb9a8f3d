package dev.headway.bench.bars;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The scores of all bars, as tables of Markdown. */
final class ScoreTable {
  /** The scores by workload and bar. */
  private final Map<String, Map<String, List<Score>>> scores = new LinkedHashMap<>();

  /** Lets all bars watch some runs. */
  void add(List<Trace> traces) {
    for (Trace trace : traces) {
      Map<String, List<Score>> row =
          scores.computeIfAbsent(trace.name(), name -> new LinkedHashMap<>());
      Contest.scores(trace)
          .forEach((bar, score) -> row.computeIfAbsent(bar, b -> new ArrayList<>()).add(score));
    }
  }

  /** Prints what came out. */
  void print(String title) {
    List<String> bars = new ArrayList<>(scores.values().iterator().next().keySet());
    System.out.printf("## %s%n%n", title);
    System.out.println(
        "Mean error of the shown fraction, in points / p90 ratio error of the rest:");
    System.out.printf(
        "%n| workload | %s | its range: holds %%, width %% |%n", String.join(" | ", bars));
    System.out.println("|---|" + "---|".repeat(bars.size() + 1));
    Map<String, List<Score>> means = new LinkedHashMap<>();
    scores.forEach(
        (workload, row) -> {
          StringBuilder line = new StringBuilder("| " + workload + " |");
          row.forEach(
              (bar, all) -> {
                Score mean = Score.mean(all);
                means.computeIfAbsent(bar, b -> new ArrayList<>()).add(mean);
                line.append(
                    String.format(
                        Locale.ROOT, " %.1f / %.1f |", mean.meanFraction(), mean.ratio90()));
              });
          Score ours = Score.mean(row.get(Contest.OURS));
          System.out.println(
              line + String.format(Locale.ROOT, " %.0f, %.0f |", ours.covered(), ours.width()));
        });
    System.out.printf("%nMeans over the workloads:%n%n| | %s |%n", String.join(" | ", bars));
    System.out.println("|---|" + "---|".repeat(bars.size()));
    figure(means, "fraction: mean error, points", "%.2f", Score::meanFraction);
    figure(means, "fraction: largest error, points", "%.1f", Score::maxFraction);
    figure(means, "rest: median error, %", "%.0f", Score::medianError);
    figure(means, "rest: median ratio error", "%.2f", Score::medianRatio);
    figure(means, "rest: p90 ratio error", "%.2f", Score::ratio90);
    figure(means, "less than half of the rest shown, % of probes", "%.1f", Score::under);
    figure(means, "nothing, zero or infinite shown, % of probes", "%.1f", Score::silent);
    figure(means, "first answer after, % of the time", "%.1f", Score::first);
    figure(means, "jitter of the end, % of the time", "%.1f", Score::jitter);
    figure(means, "80 % range: holds, % of probes", "%.0f", Score::covered);
    figure(means, "80 % range: mean width, % of the time", "%.0f", Score::width);
    System.out.println();
  }

  private static void figure(
      Map<String, List<Score>> means, String name, String format, ToDoubleFunction<Score> figure) {
    StringBuilder line = new StringBuilder("| " + name + " |");
    means.forEach(
        (bar, all) -> {
          double value = figure.applyAsDouble(Score.mean(all));
          line.append(
              Double.isNaN(value)
                  ? " – |"
                  : String.format(Locale.ROOT, " " + format + " |", value));
        });
    System.out.println(line);
  }
}
