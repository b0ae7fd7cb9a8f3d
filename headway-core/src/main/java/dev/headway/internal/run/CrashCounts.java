package dev.headway.internal.run;

import dev.headway.progress.Counts;
import dev.headway.work.Outcome;
import dev.headway.work.WorkerCrashedException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Workers that died one after the other while they ran tasks, without any other end in between. It
 * tells a function that ends its workers, which goes on to do so, from kills that come from
 * outside.
 *
 * <p>An input that is tried again counts once: it may be the only one. When nothing has succeeded
 * yet, a few deaths are enough. Later it takes more of them, the more tasks have ended otherwise.
 */
final class CrashCounts {
  private static final int MAX_AT_FIRST = 5;
  private static final int MAX_AFTER_SUCCESS = 20;
  private static final int MAX = 100;

  /** As an exit status tells of SIGKILL and SIGTERM. */
  private static final Set<Integer> KILL_STATUSES = Set.of(128 + 9, 128 + 15);

  // Guarded by this.
  private final Set<Long> inputs = new HashSet<>();
  private boolean allKilled = true;
  private boolean reported;

  /** The process id of the worker that died last; -1 if it had none. */
  private long lastPid = -1;

  private volatile boolean hasCrashes; // Written under this.

  /** A task has ended otherwise. Costs a read, mostly. */
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
   * A worker died in a task; the answer is why the run cannot go on, once, or null.
   *
   * @param counts of the run, this death included
   */
  synchronized @Nullable IllegalStateException workerCrashed(Outcome<?, ?> outcome, Counts counts) {
    WorkerCrashedException crash =
        outcome.error() instanceof WorkerCrashedException error ? error : null;
    long pid = crash == null ? -1 : crash.pid();
    boolean samePid = pid >= 0 && pid == lastPid; // One death may cost several tasks their results.
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
