package dev.headway.cli.report;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that was read of a file, but for the names of its tasks: these are read again by those that
 * need them all, so that a million tasks need little memory.
 *
 * @param name what the user called the file
 * @param log reads it
 * @param reading what it says beside its tasks
 * @param summary what its tasks come to
 * @param timeline when they ran
 */
record ReportData(String name, TaskLog log, Reading reading, Summary summary, Timeline timeline) {

  /** Takes an entry, with its number in the file. */
  @FunctionalInterface
  interface Visitor {
    void entry(int number, TaskEntry entry) throws IOException;
  }

  /** Reads a file once. */
  static ReportData read(InputFile file) {
    TaskLog log = file.log();
    Summary summary = new Summary();
    Timeline.Builder timeline = new Timeline.Builder();
    try {
      Reading reading =
          log.read(
              entry -> {
                summary.add(entry);
                timeline.add(entry);
              });
      return new ReportData(
          file.name(), log, reading, summary, timeline.build(reading.toleranceMicros()));
    } catch (IOException e) {
      log.close();
      throw InputFile.unreadable(file.name(), e);
    } catch (RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }

  /**
   * Reads the entries again. What was added to the file since then is passed over.
   *
   * @throws IOException if the visitor cannot write
   */
  void forEach(Visitor visitor) throws IOException {
    Pass pass = new Pass(visitor, summary.entries());
    try {
      log.read(pass::take);
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
    pass.finish(name);
  }

  private static final class Pass {
    private final Visitor visitor;
    private final long most;
    private @Nullable IOException failure;
    private int next;

    Pass(Visitor visitor, long most) {
      this.visitor = visitor;
      this.most = most;
    }

    void take(TaskEntry entry) {
      if (next < most && failure == null) {
        try {
          visitor.entry(next++, entry);
        } catch (IOException e) {
          failure = e; // That of a reader has another meaning.
        }
      }
    }

    void finish(String name) throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (next < most) {
        throw new ReportProblem(name + " has changed while it was read. Try again.");
      }
    }
  }

  /** The name without its folder, for pictures and pages, which go elsewhere. */
  String title() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Whether it tells of all its tasks one by one. */
  boolean hasAllTasks() {
    return log.format() != InputFormat.EVENTS;
  }

  /** How many tasks ended in each way. */
  Map<TaskOutcome, Long> counts() {
    if (hasAllTasks()) {
      return summary.counts();
    }
    Map<TaskOutcome, Long> counts = new EnumMap<>(TaskOutcome.class);
    for (JobProgress job : jobs()) {
      job.counts().forEach((outcome, count) -> counts.merge(outcome, count, Long::sum));
    }
    return counts;
  }

  /** How many tasks there are in all. */
  long tasks() {
    return counts().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many attempts were repeated. */
  long retries() {
    return hasAllTasks()
        ? summary.retries()
        : jobs().stream().mapToLong(job -> job.count("retried")).sum();
  }

  /** The jobs of lines of JSON, without those that are parts of others. */
  List<JobProgress> jobs() {
    return reading.jobs().stream().filter(job -> job.isOutermost() && job.isOfItems()).toList();
  }

  /** The job that took longest; null if none is told of. */
  @Nullable JobProgress mainJob() {
    return jobs().stream()
        .max(Comparator.comparingDouble(JobProgress::elapsedSeconds))
        .orElse(null);
  }

  /** The tasks that took longest. */
  List<TaskEntry> slowest() {
    return hasAllTasks()
        ? summary.slowest()
        : jobs().stream()
            .flatMap(job -> job.slowest().stream())
            .sorted(Comparator.comparingLong(TaskEntry::nanos).reversed())
            .toList();
  }

  /** The first begin, since 1970; unknown if the file does not tell. */
  long beginMicros() {
    if (!reading.isAbsolute()) {
      return TaskEntry.UNKNOWN;
    }
    return hasAllTasks()
        ? timeline.pauses().originMicros()
        : jobs().stream().mapToLong(JobProgress::beginMicros).min().orElse(TaskEntry.UNKNOWN);
  }

  /** From the first begin to the last end. */
  long wallMicros() {
    return hasAllTasks()
        ? timeline.pauses().wallMicros()
        : jobs().stream().mapToLong(JobProgress::lastMicros).max().orElse(0)
            - jobs().stream().mapToLong(JobProgress::beginMicros).min().orElse(0);
  }

  /** How long at least one task ran. */
  long activeMicros() {
    return timeline.pauses().activeMicros();
  }

  /** Which part of the time that something ran the slots were in use; 0 if nothing ran. */
  double slotUse() {
    double room = (double) activeMicros() * timeline.lanes().count();
    return room == 0 ? 0 : timeline.lanes().busyMicros() / room;
  }
}
