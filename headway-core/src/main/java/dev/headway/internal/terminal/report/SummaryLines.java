package dev.headway.internal.terminal.report;

import dev.headway.internal.terminal.format.AmountFormat;
import dev.headway.internal.terminal.format.Formats;
import dev.headway.internal.terminal.format.NameFormat;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.settings.OnOffVariables;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Accuracy;
import dev.headway.progress.ClusterUse;
import dev.headway.progress.Row;
import dev.headway.progress.Summary;
import dev.headway.progress.Unit;
import dev.headway.progress.Utilization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The summary lines of a job, below its last line. They group its failures by their kind. After a
 * long job they name inputs that took far longer than the others, and say why its workers waited,
 * if that can be helped. A stopped job has none, as the user waits for the prompt.
 *
 * @param leastNanos how long a job must have taken; the largest number if there are never lines
 */
public record SummaryLines(long leastNanos) {

  /** Switches summary lines {@code on} for short jobs too, in full, or {@code off}. */
  public static final String VARIABLE = "HEADWAY_SUMMARY";

  /** After this time a few lines more do not disturb the user. */
  public static final SummaryLines USUAL = new SummaryLines(10_000_000_000L);

  private static final SummaryLines ALWAYS = new SummaryLines(0);
  private static final SummaryLines NEVER = new SummaryLines(Long.MAX_VALUE);
  private static final int INPUT_CELLS = 32;

  /** An input is slow from this multiple of the time that half of them take on. */
  private static final int SLOW = 3;

  /** Workers that work for less of the time are worth an advice. */
  private static final double BUSY = 0.85;

  private static final double NOTABLE = 0.05;

  /** Reads the setting from the environment. */
  public static SummaryLines of(Map<String, String> environment) {
    Boolean wanted = OnOffVariables.of(environment, VARIABLE);
    if (wanted == null) {
      return USUAL;
    }
    return wanted ? ALWAYS : NEVER;
  }

  /** Returns whether short jobs without failures get lines too. */
  public boolean tellsShortJobs() {
    return leastNanos == 0;
  }

  /** Returns whether a job that ends may get lines. */
  public boolean tells() {
    return leastNanos < Long.MAX_VALUE;
  }

  /**
   * Returns the kinds of the failures of a job; mostly none.
   *
   * @param log what is known of each, or null if nothing is
   */
  public List<FailureKind> failures(Row row, @Nullable Summary summary, @Nullable FailureLog log) {
    if (summary == null || row.state() != Row.State.FINISHED || !tells()) {
      return List.of();
    }
    List<FailureKind> kinds = log == null ? List.of() : log.kinds();
    return !kinds.isEmpty() || summary.errors().isEmpty()
        ? kinds
        : summary.errors().entrySet().stream()
            .map(kind -> FailureKind.of(kind.getKey(), kind.getValue()))
            .toList();
  }

  /** Returns the other lines of a job, in ASCII except for the texts of its inputs; mostly none. */
  public List<String> lines(Row row, @Nullable Summary summary, IdleTail idleTail) {
    List<String> lines = new ArrayList<>();
    if (summary == null
        || row.state() != Row.State.FINISHED
        || !tells()
        || row.elapsedNanos() < leastNanos) {
      return lines;
    }
    add(lines, slow(row, summary.slowest()));
    Utilization utilization = summary.utilization();
    if (utilization != null) {
      add(lines, tellsShortJobs() ? "workers: " + shares(utilization) : waits(utilization));
    }
    add(lines, idleTail.advice(row, summary));
    add(lines, cluster(summary.cluster()));
    Accuracy accuracy = row.accuracy();
    if (accuracy != null && tellsShortJobs()) {
      lines.add("prediction: " + accuracy(accuracy));
    }
    return lines;
  }

  /** What the job had of its cluster; empty without one. */
  private static String cluster(@Nullable ClusterUse use) {
    if (use == null) {
      return "";
    }
    String lost =
        switch (use.lostExecutors()) {
          case 0 -> "";
          case 1 -> ", 1 executor lost";
          default -> ", " + use.lostExecutors() + " executors lost";
        };
    return "cluster: "
        + AmountFormat.exact(use.tasks(), Unit.ITEMS)
        + (use.tasks() == 1 ? " task" : " tasks")
        + (use.repeated() == 0 ? "" : ", " + use.repeated() + " repeated")
        + lost
        + ", "
        + AmountFormat.exact(use.bytes(), Unit.BYTES);
  }

  private static void add(List<String> lines, String line) {
    if (!line.isEmpty()) {
      lines.add(line);
    }
  }

  /** The inputs that took far longer than half of them; all that are known, if all is asked for. */
  private String slow(Row row, List<Summary.Slow> slowest) {
    Long half = row.typicalNanos();
    List<String> slow =
        slowest.stream()
            .filter(one -> tellsShortJobs() || half != null && one.nanos() > SLOW * half)
            .map(SummaryLines::named)
            .toList();
    if (slow.isEmpty()) {
      return "";
    }
    String others = half == null ? "" : "; half took under " + Formats.duration(half);
    return (tellsShortJobs() ? "slowest: " : "slow: ") + String.join(", ", slow) + others;
  }

  private static String named(Summary.Slow task) {
    String input = ControlEscapes.of(task.input());
    String name = NameFormat.fit(input, INPUT_CELLS, new Theme(false, false));
    return name + " " + Formats.duration(task.nanos());
  }

  /** For what the workers waited most, and what can be done about it; empty if nothing. */
  private static String waits(Utilization utilization) {
    double most =
        Math.max(
            Math.max(utilization.waitingForOrder(), utilization.waitingForConsumer()),
            Math.max(utilization.waitingForInput(), utilization.sending()));
    if (utilization.working() >= BUSY || most < NOTABLE) {
      return "";
    }
    String share = percent(most);
    if (most == utilization.waitingForOrder()) {
      return "workers waited " + share + " for the order: try unordered() or a larger window()";
    }
    if (most == utilization.waitingForConsumer()) {
      return "workers waited " + share + " for results to be taken: take them faster";
    }
    if (most == utilization.waitingForInput()) {
      return "workers waited " + share + " for inputs: their source is slower than the workers";
    }
    return "workers spent " + share + " on sending: try smaller inputs and results, or threads";
  }

  private static String shares(Utilization utilization) {
    StringBuilder text = new StringBuilder("working " + percent(utilization.working()));
    share(text, "sending", utilization.sending());
    share(text, "waiting for inputs", utilization.waitingForInput());
    share(text, "waiting for results to be taken", utilization.waitingForConsumer());
    share(text, "waiting for the order", utilization.waitingForOrder());
    share(text, "idle", utilization.idle());
    return text.toString();
  }

  private static void share(StringBuilder text, String what, double share) {
    if (share >= 0.005) {
      text.append(", ").append(what).append(' ').append(percent(share));
    }
  }

  private static String accuracy(Accuracy accuracy) {
    return "off by "
        + percent(accuracy.margin())
        + " at most for four fifths of the time, its range right for "
        + percent(accuracy.rangeHeld());
  }

  private static String percent(double share) {
    return Math.round(share * 100) + "%";
  }
}
