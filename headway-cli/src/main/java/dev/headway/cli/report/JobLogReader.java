package dev.headway.cli.report;

import dev.headway.internal.process.protocol.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a joblog of nine columns, as GNU parallel and {@code headway run} write it. */
final class JobLogReader implements TaskLog {
  static final String HEADER = "Seq\tHost\tStarttime\tJobRuntime";

  private static final int COLUMNS = 9;
  private static final int SEQ = 0;
  private static final int START = 2;
  private static final int RUNTIME = 3;
  private static final int EXIT = 6;
  private static final int SIGNAL = 7;
  private static final int COMMAND = 8;

  /** GNU parallel's status of a job that a filter has skipped. */
  private static final int SKIPPED = -2;

  private static final int SIGTERM = 15;
  private static final int FIRST_SIGNAL = 128;

  /** Begin and time are rounded to milliseconds, each on its own. */
  private static final long TOLERANCE_MICROS = 2000;

  private final Path file;
  private @Nullable Repeats repeats;

  JobLogReader(Path file) {
    this.file = file;
  }

  @Override
  public InputFormat format() {
    return InputFormat.JOBLOG;
  }

  @Override
  public Reading read(Consumer<TaskEntry> to) throws IOException {
    Repeats known = repeats == null ? Repeats.of(file) : repeats;
    repeats = known;
    known.restart();
    Damage damage = new Damage();
    Fields fields = new Fields(COLUMNS);
    try (LineReader lines = LineReader.open(file)) {
      while (lines.next()) {
        if (!lines.isTooLong() && (lines.isBlank() || lines.startsWith(HEADER))) {
          continue; // Logs that were joined have several headers.
        }
        TaskEntry entry = lines.isTooLong() ? null : entry(lines, fields, known);
        if (entry == null) {
          damage.leftOut(lines, "no row of nine columns");
          continue;
        }
        if (!lines.isWhole()) {
          damage.usedWithoutEnd(lines);
        }
        to.accept(entry);
      }
    }
    String missing = known.missing();
    return new Reading(
        damage.notes(),
        missing.isEmpty() ? List.of() : List.of(missing),
        List.of(),
        true,
        TOLERANCE_MICROS);
  }

  private static @Nullable TaskEntry entry(LineReader line, Fields fields, Repeats repeats) {
    if (fields.split(line) < COLUMNS) {
      return null;
    }
    long number = fields.number(SEQ, 0);
    long start = fields.number(START, 6);
    long nanos = fields.number(RUNTIME, 9);
    int exit = fields.whole(EXIT);
    int signal = fields.whole(SIGNAL);
    if (number < 0 || start < 0 || nanos < 0 || exit == TaskEntry.NO_STATUS || signal < 0) {
      return null;
    }
    String command = fields.text(COMMAND);
    int attempt = repeats.attempt(number, command);
    TaskOutcome outcome = outcome(exit, signal);
    return new TaskEntry(
        number,
        start,
        nanos,
        outcome,
        repeats.isFollowed(number, command, attempt),
        attempt,
        -1,
        exit,
        signal,
        command.replace('\0', '\n'),
        outcome.isFailure() ? error(outcome, exit, signal) : null);
  }

  private static TaskOutcome outcome(int exit, int signal) {
    if (exit == -1 && signal == SIGTERM) {
      return TaskOutcome.STOPPED;
    }
    if (exit == SKIPPED) {
      return TaskOutcome.CANCELLED;
    }
    if (signal > 0) {
      return TaskOutcome.CRASHED;
    }
    return exit == 0 ? TaskOutcome.SUCCEEDED : TaskOutcome.FAILED;
  }

  private static String error(TaskOutcome outcome, int exit, int signal) {
    return switch (outcome) {
      case STOPPED -> outcome.words();
      case CRASHED -> ExitStatus.describe(FIRST_SIGNAL + signal, false, "");
      default -> "exited with status " + exit;
    };
  }
}
