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
 * What is said of a job when it is over, beyond its last line: a line for what failed, and if it
 * took a while, one each for what its workers did, for its slowest inputs and for how good the
 * prediction was. Of a short job that went well nothing is said, nor of one that was stopped: then
 * somebody waits for the prompt.
 *
 * @param leastNanos how long a job must have taken; the largest number if nothing is to be said
 */
public record SummaryLines(long leastNanos) {

  /** Whether closing lines are wanted: {@code on} for short jobs too, {@code off} for none. */
  public static final String VARIABLE = "HEADWAY_SUMMARY";

  /** Who waited for so long reads a few lines more. */
  public static final SummaryLines USUAL = new SummaryLines(10_000_000_000L);

  private static final SummaryLines ALWAYS = new SummaryLines(0);
  private static final SummaryLines NEVER = new SummaryLines(Long.MAX_VALUE);
  private static final int MAX_KINDS = 5;
  private static final int INPUT_CELLS = 32;

  /** What the environment wants. */
  public static SummaryLines of(Map<String, String> environment) {
    Boolean wanted = OnOffVariables.of(environment, VARIABLE);
    if (wanted == null) {
      return USUAL;
    }
    return wanted ? ALWAYS : NEVER;
  }

  /** The lines for a job, in ASCII except for the texts of its inputs; mostly none. */
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

  /** Whether short jobs that went well are told of as well. */
  public boolean tellsShortJobs() {
    return leastNanos == 0;
  }

  /** How many failed in which way. */
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
