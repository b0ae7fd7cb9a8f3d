package dev.headway.internal.terminal.report;

import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The failures of the jobs that a view shows. A job has a log from its beginning on, so this tells
 * jobs from other progresses too. Safe for use by several threads.
 *
 * @param <L> what keeps the failures of one job
 */
public final class JobFailures<L> {
  private final Map<Long, L> logs = new ConcurrentHashMap<>();
  private final Supplier<L> newLog;

  /** Those that were missing in the last snapshot. */
  private Set<Long> missing = new HashSet<>();

  public JobFailures(Supplier<L> newLog) {
    this.newLog = newLog;
  }

  /** Returns the log of a job. */
  public L of(long id) {
    return logs.computeIfAbsent(id, any -> newLog.get());
  }

  /** Returns the logs by the numbers of their rows. */
  public Map<Long, L> logs() {
    return logs;
  }

  /**
   * Forgets the jobs that have ended, and those inside of tasks, which have no row. A job that has
   * just begun may be in the next snapshot only.
   */
  public void forgetOthers(Snapshot snapshot) {
    Set<Long> absent = new HashSet<>(logs.keySet());
    for (Row row : snapshot.rows()) {
      if (row.state() == Row.State.RUNNING) {
        absent.remove(row.id());
      } else {
        logs.remove(row.id());
      }
    }
    missing.retainAll(absent);
    logs.keySet().removeAll(missing);
    missing = absent;
  }
}
