package dev.headway.cli.report;

import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Headway's JSON lines. They tell of each task that failed and of each attempt that was
 * repeated, and of all others only how many there were.
 */
final class EventReader implements TaskLog {
  /** Lines are made ten times a second, so that ends are told late. */
  private static final long TOLERANCE_MICROS = 150_000;

  /** Numbers beyond this are no workers, and a lane for each would take too much memory. */
  private static final int MOST_WORKERS = 100_000;

  /** Years, in seconds: more is damage. */
  private static final double LONGEST = 1e8;

  private final Path file;

  EventReader(Path file) {
    this.file = file;
  }

  private record JobId(long process, long id) {}

  @Override
  public InputFormat format() {
    return InputFormat.EVENTS;
  }

  @Override
  public Reading read(Consumer<TaskEntry> to) throws IOException {
    Damage damage = new Damage();
    List<JobProgress> known = new ArrayList<>();
    Map<JobId, JobProgress> current = new HashMap<>();
    long others = 0;
    long dropped = 0;
    try (LineReader lines = LineReader.open(file)) {
      while (lines.next()) {
        if (!lines.isTooLong() && !lines.startsWith("{")) {
          others += lines.isBlank() ? 0 : 1; // As what a program prints beside them.
          continue;
        }
        EventLine line =
            lines.isTooLong() ? null : EventLine.of(lines.bytes(), lines.start(), lines.end());
        long at = line == null ? TaskEntry.UNKNOWN : micros(line.words("at"));
        if (line == null || at == TaskEntry.UNKNOWN) {
          damage.leftOut(lines, "no line of Headway's");
          continue;
        }
        String label = line.words("label");
        switch (line.words("event")) {
          case "started", "progress", "finished" -> {
            JobId id = new JobId(line.count("process"), line.count("id"));
            JobProgress job = current.get(id);
            if (job == null || isAnother(job, line)) {
              job = new JobProgress(label);
              current.put(id, job);
              known.add(job);
            }
            job.add(line, at);
          }
          case "failed", "retried" -> to.accept(entry(line, at));
          case "dropped" -> dropped += line.count("count");
          default -> {} // Tells of no end.
        }
      }
    }
    List<String> warnings = new ArrayList<>(damage.notes());
    for (JobProgress job : known) {
      if (job.isOutermost() && !job.hasEnded()) {
        String name = job.label().isEmpty() ? "A job" : ControlEscapes.of(job.label());
        warnings.add(name + " has no end in it: it goes on, was killed, or the file was cut off.");
      }
    }
    List<JobProgress> all = List.copyOf(known);
    return new Reading(warnings, notes(others, dropped), all, true, TOLERANCE_MICROS);
  }

  /** A file may hold several runs, in which the same numbers appear again. */
  private static boolean isAnother(JobProgress job, EventLine line) {
    return job.hasEnded() || line.words("event").equals("started");
  }

  private static List<String> notes(long others, long dropped) {
    List<String> notes = new ArrayList<>();
    notes.add("It tells of single tasks only where they failed or took longest.");
    if (dropped > 0) {
      notes.add(dropped + " failures are counted and not told of: there were too many at once.");
    }
    if (others > 0) {
      notes.add(
          others == 1
              ? "One other line, no JSON, was passed over."
              : others + " other lines, no JSON, were passed over.");
    }
    return notes;
  }

  private static TaskEntry entry(EventLine line, long at) {
    Double seconds = line.number("seconds");
    long nanos = seconds == null || seconds < 0 ? 0 : (long) (Math.min(seconds, LONGEST) * 1e9);
    Double worker = line.number("worker");
    return new TaskEntry(
        line.count("index"),
        at - nanos / 1000,
        nanos,
        outcome(line.words("kind")),
        line.words("event").equals("retried"),
        (int) Math.max(1, line.count("attempt")),
        worker == null || worker < 0 || worker > MOST_WORKERS ? -1 : worker.intValue(),
        TaskEntry.NO_STATUS,
        0,
        line.text("input"),
        line.text("error"));
  }

  private static TaskOutcome outcome(@Nullable String kind) {
    return "timedOut".equals(kind)
        ? TaskOutcome.TIMED_OUT
        : "crashed".equals(kind) ? TaskOutcome.CRASHED : TaskOutcome.FAILED;
  }

  private static long micros(String instant) {
    try {
      Instant at = Instant.parse(instant);
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000), at.getNano() / 1000);
    } catch (DateTimeException | ArithmeticException e) {
      return TaskEntry.UNKNOWN;
    }
  }
}
