package dev.headway;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a run that are being made or performed: whoever cancels waits until there are none.
 */
final class Claims<A extends @Nullable Object, B extends @Nullable Object> {
  /** How long a cancelled run waits for its running tasks to notice. */
  private static final long GRACE_MILLIS = 1000;

  private final Set<RunClaim<A, B>> performed = new LinkedHashSet<>();
  private int taking;

  /** A handler is about to take tasks. */
  synchronized void taking() {
    taking++;
  }

  /** It took them, or there were none. */
  synchronized void taken(@Nullable RunClaim<A, B> claim) {
    taking--;
    if (claim != null) {
      performed.add(claim);
    } else if (taking == 0) {
      notifyAll();
    }
  }

  synchronized void ended(RunClaim<A, B> claim) {
    performed.remove(claim);
    notifyAll();
  }

  /** Waits until nothing is taken or performed any more, but not for ever. */
  synchronized void awaitQuiet() {
    long deadline = System.currentTimeMillis() + GRACE_MILLIS;
    boolean interrupted = false;
    for (long left = GRACE_MILLIS;
        left > 0 && (taking > 0 || !performed.isEmpty());
        left = deadline - System.currentTimeMillis()) {
      try {
        TimeUnit.MILLISECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true; // The wait is short; the caller still learns of it.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The tasks that are stuck with a worker that does not end. */
  synchronized List<Task<A>> unreported() {
    List<Task<A>> tasks = new ArrayList<>();
    performed.forEach(claim -> tasks.addAll(claim.unreported()));
    return tasks;
  }
}
