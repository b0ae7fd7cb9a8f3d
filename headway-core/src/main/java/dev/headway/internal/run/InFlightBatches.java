package dev.headway.internal.run;

import dev.headway.internal.time.Waits;
import dev.headway.progress.Ticker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a run that are being made or performed: whoever cancels waits until there are none.
 */
public final class InFlightBatches<A extends @Nullable Object> {
  private static final Ticker CLOCK = Ticker.system();

  /** How long a cancelled run waits for its running tasks to notice. */
  private static final long GRACE_MILLIS = 1000;

  private final Set<InFlightBatch<A>> performed = new LinkedHashSet<>();
  private int taking;
  private volatile long done; // Written under this.

  /** How many tasks of claims that ended have an outcome. */
  long done() {
    return done;
  }

  /** A handler is about to take tasks. */
  synchronized void taking() {
    taking++;
  }

  /** It took them, or there were none. */
  synchronized void taken(@Nullable InFlightBatch<A> claim) {
    taking--;
    if (claim != null) {
      performed.add(claim);
    } else if (taking == 0) {
      notifyAll();
    }
  }

  synchronized void ended(InFlightBatch<A> claim) {
    performed.remove(claim);
    done = done + claim.settled();
    notifyAll();
  }

  /** Waits until nothing is taken or performed any more by others, but not for ever. */
  synchronized void awaitQuiet() {
    long deadline = CLOCK.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    Waits.uninterrupted( // The wait is short; the caller still learns of an interrupt.
        interrupted -> {
          for (long left = deadline - CLOCK.nanoTime();
              left > 0 && (taking > 0 || !performed.stream().allMatch(InFlightBatch::isOwn));
              left = deadline - CLOCK.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
          }
        });
  }

  /** How many claims are being performed. */
  synchronized int performing() {
    return performed.size();
  }

  /** True if others than one were claimed before a time. */
  synchronized boolean areOlder(InFlightBatch<?> one, long time) {
    return performed.stream().anyMatch(claim -> claim != one && claim.begun() - time < 0);
  }

  /** How many tasks have an outcome, those of claims included that do not end. */
  synchronized long reported() {
    long reported = done;
    for (InFlightBatch<A> claim : performed) {
      reported += claim.settled();
    }
    return reported;
  }

  /** The tasks that are stuck with a worker that does not end. */
  synchronized List<InputTask<A>> unreported() {
    List<InputTask<A>> tasks = new ArrayList<>();
    performed.forEach(claim -> tasks.addAll(claim.unreported()));
    return tasks;
  }
}
