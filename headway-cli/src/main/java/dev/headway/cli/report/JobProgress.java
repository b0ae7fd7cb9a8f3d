package dev.headway.cli.report;

import dev.headway.cli.report.ProgressSamples.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job, or another progress, as its lines of JSON tell of it; the last line counts. */
final class JobProgress {
  /** What workers did with their time, by the names of the fields, and in words. */
  private static final Map<String, String> USES = uses();

  private final String label;
  private final ProgressSamples samples = new ProgressSamples();
  private @Nullable EventLine last;
  private boolean ended;
  private long beginMicros = TaskEntry.UNKNOWN;
  private long lastMicros;

  JobProgress(String label) {
    this.label = label;
  }

  private static Map<String, String> uses() {
    Map<String, String> uses = new LinkedHashMap<>();
    uses.put("working", "working");
    uses.put("sending", "sending");
    uses.put("waitingForInput", "waiting for input");
    uses.put("waitingForConsumer", "waiting for the consumer");
    uses.put("waitingForOrder", "waiting for the order");
    uses.put("idle", "idle");
    return uses;
  }

  /** Takes in a line with numbers. */
  void add(EventLine line, long atMicros) {
    Double elapsed = line.number("elapsedSeconds");
    if (elapsed == null) {
      return;
    }
    last = line;
    lastMicros = atMicros;
    if (beginMicros == TaskEntry.UNKNOWN) {
      beginMicros = atMicros - (long) (elapsed * 1e6);
    }
    ended = line.words("event").equals("finished");
    samples.add(
        new Sample(
            atMicros,
            elapsed,
            line.count("running"),
            line.number("ratePerSecond"),
            ended ? null : line.number("restLowSeconds"),
            ended ? null : line.number("restLikelySeconds"),
            ended ? null : line.number("restHighSeconds")));
  }

  String label() {
    return label;
  }

  /** Whether it is known how it ended. */
  boolean hasEnded() {
    return ended;
  }

  /** Whether it was given up before its end. */
  boolean isStopped() {
    return last != null && last.words("state").equals("stopped");
  }

  /** Whether it is no part of another. */
  boolean isOutermost() {
    return last != null && last.count("depth") == 0;
  }

  /** Whether it counts tasks or other items, and not bytes. */
  boolean isOfItems() {
    return last != null && !last.words("unit").equals("bytes");
  }

  /** How many tasks ended, and how. */
  Map<TaskOutcome, Long> counts() {
    Map<TaskOutcome, Long> counts = new EnumMap<>(TaskOutcome.class);
    EventLine line = last;
    if (line != null) {
      for (TaskOutcome outcome : TaskOutcome.values()) {
        long count = line.count(outcome.field());
        if (count > 0) {
          counts.put(outcome, count);
        }
      }
    }
    return counts;
  }

  /** A whole number of its last line; 0 if it is unknown. */
  long count(String field) {
    return last == null ? 0 : last.count(field);
  }

  /** A number of its last line. */
  @Nullable Double number(String field) {
    return last == null ? null : last.number(field);
  }

  /** How long it took, or has taken. */
  double elapsedSeconds() {
    Double elapsed = number("elapsedSeconds");
    return elapsed == null ? 0 : elapsed;
  }

  long beginMicros() {
    return beginMicros;
  }

  long lastMicros() {
    return lastMicros;
  }

  ProgressSamples samples() {
    return samples;
  }

  /** What its workers did with their time, as parts of 1; empty if that is not told. */
  Map<String, Double> workerUse() {
    Map<String, Double> parts = new LinkedHashMap<>();
    USES.forEach(
        (field, words) -> {
          Double part = number(field);
          if (part != null) {
            parts.put(words, part);
          }
        });
    return parts;
  }

  /** Its tasks that took longest. */
  List<TaskEntry> slowest() {
    List<TaskEntry> tasks = new ArrayList<>();
    if (last != null) {
      for (EventLine task : last.slowest()) {
        Double seconds = task.number("seconds");
        tasks.add(
            new TaskEntry(
                task.count("index"),
                TaskEntry.UNKNOWN,
                seconds == null ? 0 : (long) (seconds * 1e9),
                TaskOutcome.SUCCEEDED,
                false,
                1,
                -1,
                TaskEntry.NO_STATUS,
                0,
                task.text("input"),
                null));
      }
    }
    return tasks;
  }
}
