package dev.headway.internal.run;

import dev.headway.progress.Counts;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerCrashedException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts workers that died one after the other in tasks, without another outcome in between. A
 * function that ends its workers will do so again; kills from outside will not.
 *
 * <p>An input counts once, however often it is tried: it may be the only bad one. While no task has
 * succeeded, a few crashes are enough. Later the limit grows with the number of tasks that have
 * ended.
 */
final class CrashLoopDetector {
  private static final int MAX_AT_FIRST = 5;
  private static final int MAX_AFTER_SUCCESS = 20;
  private static final int MAX = 100;

  /** The exit statuses after SIGKILL and SIGTERM. */
  private static final Set<Integer> KILL_STATUSES = Set.of(128 + 9, 128 + 15);

  // Guarded by this.
  private final Set<Long> inputs = new HashSet<>();
  private boolean allKilled = true;
  private boolean reported;

  /** The process id of the worker that died last; -1 if it had none. */
  private long lastPid = -1;

  private volatile boolean hasCrashes; // Written under this.

  /** Notes a task that ended without a crash. Usually costs one read. */
  void taskEnded() {
    if (hasCrashes) {
      synchronized (this) {
        inputs.clear();
        allKilled = true;
        hasCrashes = false;
      }
    }
  }

  /**
   * Notes a worker that died in a task. Returns once why the run cannot continue, or else null.
   *
   * @param counts the counts of the run, this crash included
   */
  synchronized @Nullable IllegalStateException workerCrashed(Outcome<?, ?> outcome, Counts counts) {
    WorkerCrashedException crash =
        outcome.error() instanceof WorkerCrashedException error ? error : null;
    long pid = crash == null ? -1 : crash.pid();
    boolean samePid = pid >= 0 && pid == lastPid; // One crash may cost several tasks their results.
    lastPid = pid;
    if (samePid) {
      return null;
    }
    hasCrashes = true;
    inputs.add(outcome.index());
    allKilled &= crash != null && KILL_STATUSES.contains(crash.exitStatus());
    if (reported || inputs.size() < limit(counts)) {
      return null;
    }
    reported = true;
    return new IllegalStateException(
        inputs.size()
            + " workers died one after the other, and no task succeeded in between. The outcomes say"
            + " how each ended; "
            + (allKilled
                ? "all were killed, by the function or from outside, as by a kernel that is short of"
                    + " memory."
                : "it is probably the function that ends them."));
  }

  private static int limit(Counts counts) {
    long share = Math.min(MAX, counts.settled() / 10);
    return counts.succeeded() == 0 ? MAX_AT_FIRST : (int) Math.max(MAX_AFTER_SUCCESS, share);
  }
}
