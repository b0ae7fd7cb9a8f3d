package dev.headway.internal.run;

import dev.headway.internal.progress.ProgressForwarder;
import dev.headway.progress.Row;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Unit;
import dev.headway.work.TaskProgress;
import dev.headway.work.TaskProgressReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Passes the progress inside a task of a worker process to the backend's {@link
 * TaskProgressReporter}. So it appears below the bar of the job. Found by {@link ServiceLoader};
 * not for use by programs.
 */
public final class WorkerProgressForwarder implements ProgressForwarder {
  private final @Nullable TaskProgressReporter reporter =
      ServiceLoader.load(TaskProgressReporter.class, WorkerProgressForwarder.class.getClassLoader())
          .findFirst()
          .orElse(null);

  /** Made by {@link ServiceLoader}. */
  public WorkerProgressForwarder() {}

  @Override
  public long task() {
    return reporter == null ? 0 : reporter.task();
  }

  @Override
  public void show(long task, Snapshot snapshot) {
    if (reporter != null) {
      reporter.report(task, taskProgress(snapshot.rows()));
    }
  }

  /** Returns the outermost and the innermost progress: one line has no space for more. */
  private static List<TaskProgress> taskProgress(List<Row> rows) {
    List<SubProgress> parts = new ArrayList<>();
    for (Row row : rows) {
      parts.add(new SubProgress(row.label(), row.unit(), row.counts().settled(), row.total()));
      for (RunningTask task : row.longest()) { // Of a job inside the task.
        parts.addAll(task.parts());
      }
    }
    if (parts.size() > 2) {
      parts.subList(1, parts.size() - 1).clear();
    }
    return parts.stream()
        .map(
            part ->
                new TaskProgress(
                    part.label(), part.unit() == Unit.BYTES, part.done(), part.total()))
        .toList();
  }

  /** Converts the received progress back, in the process that shows it. */
  static List<SubProgress> subProgress(List<TaskProgress> received) {
    return received.stream()
        .map(
            part ->
                new SubProgress(
                    part.label(),
                    part.bytes() ? Unit.BYTES : Unit.ITEMS,
                    part.done(),
                    part.total()))
        .toList();
  }
}
