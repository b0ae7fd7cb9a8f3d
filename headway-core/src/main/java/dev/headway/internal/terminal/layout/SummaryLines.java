package dev.headway.internal.terminal.layout;

import dev.headway.internal.terminal.settings.OnOffVariables;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Accuracy;
import dev.headway.progress.Row;
import dev.headway.progress.Summary;
import dev.headway.progress.Utilization;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The summary lines of a job, below its last line. They name its failures. After a long job they
 * also show the work of its workers, its slowest inputs and the quality of the prediction. A short
 * job without failures has none. A stopped job has none, as the user waits for the prompt.
 *
 * @param leastNanos how long a job must have taken; the largest number if there are never lines
 */
public record SummaryLines(long leastNanos) {

  /** Switches summary lines {@code on} for short jobs too, or {@code off}. */
  public static final String VARIABLE = "HEADWAY_SUMMARY";

  /** After this time a few lines more do not disturb the user. */
  public static final SummaryLines USUAL = new SummaryLines(10_000_000_000L);

  private static final SummaryLines ALWAYS = new SummaryLines(0);
  private static final SummaryLines NEVER = new SummaryLines(Long.MAX_VALUE);
  private static final int MAX_KINDS = 5;
  private static final int INPUT_CELLS = 32;

  /** Reads the setting from the environment. */
  public static SummaryLines of(Map<String, String> environment) {
    Boolean wanted = OnOffVariables.of(environment, VARIABLE);
    if (wanted == null) {
      return USUAL;
    }
    return wanted ? ALWAYS : NEVER;
  }

  /** Returns the lines of a job, in ASCII except for the texts of its inputs; mostly none. */
  public List<String> lines(Row row, @Nullable Summary summary) {
    List<String> lines = new ArrayList<>();
    if (summary == null || row.state() != Row.State.FINISHED || leastNanos == Long.MAX_VALUE) {
      return lines;
    }
    if (!summary.errors().isEmpty()) {
      lines.add("errors: " + errors(summary.errors()));
    }
    if (row.elapsedNanos() < leastNanos) {
      return lines;
    }
    Utilization utilization = summary.utilization();
    if (utilization != null) {
      lines.add("workers: " + shares(utilization));
    }
    if (!summary.slowest().isEmpty()) {
      lines.add("slowest: " + slowest(summary.slowest()));
    }
    Accuracy accuracy = row.accuracy();
    if (accuracy != null) {
      lines.add("prediction: " + accuracy(accuracy));
    }
    return lines;
  }

  /** Returns whether short jobs without failures get lines too. */
  public boolean tellsShortJobs() {
    return leastNanos == 0;
  }

  /** Returns how many tasks failed, by kind. */
  static String errors(Map<String, Long> errors) {
    List<String> kinds = new ArrayList<>();
    Iterator<Map.Entry<String, Long>> all = errors.entrySet().iterator();
    while (all.hasNext() && kinds.size() < MAX_KINDS) {
      Map.Entry<String, Long> kind = all.next();
      String name = kind.getKey();
      kinds.add(
          kind.getValue() + " " + ControlEscapes.of(name.substring(name.lastIndexOf('.') + 1)));
    }
    int more = errors.size() - kinds.size();
    return String.join(", ", kinds) + (more > 0 ? " and " + more + " kinds more" : "");
  }

  private static String shares(Utilization utilization) {
    StringBuilder text = new StringBuilder("working " + percent(utilization.working()));
    share(text, "sending", utilization.sending());
    share(text, "waiting for input", utilization.waitingForInput());
    share(text, "waiting for the consumer", utilization.waitingForConsumer());
    share(text, "waiting for the order", utilization.waitingForOrder());
    share(text, "idle", utilization.idle());
    return text.toString();
  }

  private static void share(StringBuilder text, String what, double share) {
    if (share >= 0.005) {
      text.append(", ").append(what).append(' ').append(percent(share));
    }
  }

  private static String slowest(List<Summary.Slow> slowest) {
    return String.join(
        ", ",
        slowest.stream()
            .map(
                task ->
                    CellWidth.truncate(ControlEscapes.of(task.input()), INPUT_CELLS, "..")
                        + " "
                        + Formats.duration(task.nanos()))
            .toList());
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
