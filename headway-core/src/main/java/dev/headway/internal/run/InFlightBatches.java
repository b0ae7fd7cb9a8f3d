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

  private final Set<InFlightBatch<A>> batches = new LinkedHashSet<>();
  private int beingTaken;
  private volatile long settled; // Written under this.

  /** How many tasks of claims that ended have an outcome. */
  long settled() {
    return settled;
  }

  /** A handler is about to take tasks. */
  synchronized void taking() {
    beingTaken++;
  }

  /** It took them, or there were none. */
  synchronized void taken(@Nullable InFlightBatch<A> batch) {
    beingTaken--;
    if (batch != null) {
      batches.add(batch);
    } else if (beingTaken == 0) {
      notifyAll();
    }
  }

  synchronized void ended(InFlightBatch<A> batch) {
    batches.remove(batch);
    settled = settled + batch.settled();
    notifyAll();
  }

  /** Waits until nothing is taken or performed any more by others, but not for ever. */
  synchronized void awaitIdle() {
    long deadline = CLOCK.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    Waits.uninterrupted( // The wait is short; the caller still learns of an interrupt.
        interrupted -> {
          for (long left = deadline - CLOCK.nanoTime();
              left > 0 && (beingTaken > 0 || !batches.stream().allMatch(InFlightBatch::isOwn));
              left = deadline - CLOCK.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
          }
        });
  }

  /** How many claims are being performed. */
  synchronized int count() {
    return batches.size();
  }

  /** True if others than one were claimed before a time. */
  synchronized boolean hasOlder(InFlightBatch<?> one, long time) {
    return batches.stream().anyMatch(batch -> batch != one && batch.begun() - time < 0);
  }

  /** How many tasks have an outcome, those of claims included that do not end. */
  synchronized long settledSoFar() {
    long settledSoFar = settled;
    for (InFlightBatch<A> batch : batches) {
      settledSoFar += batch.settled();
    }
    return settledSoFar;
  }

  /** The tasks that are stuck with a worker that does not end. */
  synchronized List<InputTask<A>> unreported() {
    List<InputTask<A>> tasks = new ArrayList<>();
    batches.forEach(batch -> tasks.addAll(batch.unreported()));
    return tasks;
  }
}
