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
 * The batches of a run that are being taken or performed. A thread that cancels the run waits until
 * there are none.
 */
public final class InFlightBatches<A extends @Nullable Object> {
  /** A batch that a worker has and has not ended. Safe for use by several threads. */
  interface Batch<A extends @Nullable Object> {
    /** Returns when the batch was taken. */
    long takenAt();

    /** Returns true if the calling thread performs the batch. */
    boolean isOwn();

    /** Returns how many tasks have an outcome. */
    int settled();

    /** Returns the tasks without an outcome. */
    List<InputTask<A>> unreported();

    /** Returns which task runs now. */
    CurrentTask<A> current();
  }

  private static final Ticker CLOCK = Ticker.system();

  /** How long a cancelled run waits for its running tasks to end. */
  private static final long GRACE_MILLIS = 1000;

  private final Set<Batch<A>> batches = new LinkedHashSet<>();
  private int beingTaken;
  private long graceEnd; // When those that wait for the end of a cancelled run go on.
  private volatile long settled; // Written under this.

  /** Returns how many tasks of ended batches have an outcome. */
  long settled() {
    return settled;
  }

  /** Notes that a worker thread is about to take tasks. */
  synchronized void taking() {
    beingTaken++;
  }

  /** Notes the batch that the thread took, or that there was none. */
  synchronized void taken(@Nullable Batch<A> batch) {
    beingTaken--;
    if (batch != null) {
      batches.add(batch);
    } else if (beingTaken == 0) {
      notifyAll();
    }
  }

  /** Notes the end of a batch. Returns how many others are being performed. */
  synchronized int ended(Batch<A> batch) {
    batches.remove(batch);
    settled = settled + batch.settled();
    notifyAll();
    return batches.size();
  }

  /** Notes that the run was cancelled: its tasks should end soon. */
  synchronized void cancelled() {
    graceEnd = CLOCK.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
  }

  /** Waits until no other thread takes or performs a batch, for a limited time since the cancel. */
  synchronized void awaitIdle() {
    Waits.uninterrupted( // The wait is short; the caller still learns of an interrupt.
        interrupted -> {
          for (long left = graceEnd - CLOCK.nanoTime();
              left > 0 && (beingTaken > 0 || !batches.stream().allMatch(Batch::isOwn));
              left = graceEnd - CLOCK.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
          }
        });
  }

  /** Returns the tasks that run now. */
  synchronized List<CurrentTask<A>> running() {
    return batches.stream().map(Batch::current).toList();
  }

  /** Returns how many batches are being performed. */
  synchronized int count() {
    return batches.size();
  }

  /** Returns true if a batch other than the given one was taken before a time. */
  synchronized boolean hasOlder(Batch<?> one, long time) {
    return batches.stream().anyMatch(batch -> batch != one && batch.takenAt() - time < 0);
  }

  /** Returns the tasks without an outcome of batches in flight. */
  List<InputTask<A>> unreported() {
    List<Batch<A>> now;
    synchronized (this) {
      now = List.copyOf(batches);
    }
    // A batch may wait for a listener, and what it counts meanwhile needs the lock of this.
    List<InputTask<A>> tasks = new ArrayList<>();
    now.forEach(batch -> tasks.addAll(batch.unreported()));
    return tasks;
  }
}
