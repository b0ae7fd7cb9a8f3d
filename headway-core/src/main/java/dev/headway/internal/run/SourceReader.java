package dev.headway.internal.run;

import dev.headway.internal.text.UserText;
import dev.headway.internal.time.Waits;
import dev.headway.progress.Utilization.Idle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the inputs of one run: by one thread at a time, and no further than it is told. Tasks that
 * workers gave back go out again first, one by one.
 */
public final class SourceReader<A extends @Nullable Object> {
  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(SourceReader.class, "taken", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How long a handler waits for another one that pulls, before it looks for other work. */
  private static final long MAX_WAIT_MILLIS = 10;

  private final JobConfig<A> config;
  private final ReentrantLock lock = new ReentrantLock();
  private final RetryQueue<A> retries = new RetryQueue<>();
  private Iterator<? extends A> inputs = Collections.emptyIterator(); // Guarded by lock.
  private boolean closed; // Guarded by lock.

  /** The pull that goes on, if one does. */
  private volatile @Nullable PrefetchBuffer<A> prefetching;

  private long taken; // Written with the lock held.
  private final AtomicLong takenWeight = new AtomicLong();
  private volatile @Nullable Throwable failure;
  private volatile boolean ended;
  private volatile boolean closing;

  SourceReader(JobConfig<A> config) {
    this.config = config;
  }

  /** Asks the source for its iterator. Called once, before anything is taken. */
  void open() {
    lock.lock();
    try {
      inputs = config.source().open().get();
    } finally {
      lock.unlock();
    }
  }

  long taken() {
    return (long) TAKEN.getAcquire(this);
  }

  long takenWeight() {
    return takenWeight.get();
  }

  /** True if the source has no more, or failed. */
  boolean ended() {
    return ended;
  }

  /** What the source threw, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Why a worker has no task.
   *
   * @param room how many inputs may be taken
   * @param claim for so many a worker is woken while the consumer is busy
   */
  Idle idleness(ResultBuffer<?> buffer, int remainingCapacity, int batchSize) {
    boolean consumerWaits = buffer.consumerWaits();
    if (prefetching != null) {
      return Idle.INPUT;
    }
    if (ended || remainingCapacity >= (consumerWaits ? 1 : batchSize)) {
      return Idle.OTHER;
    }
    return consumerWaits ? Idle.ORDER : Idle.CONSUMER;
  }

  /** True if a thread pulls and holds inputs meanwhile, which others may take over. */
  boolean hasPrefetched() {
    PrefetchBuffer<A> now = prefetching;
    return now != null && now.hasMore();
  }

  /** The tasks that wait for a worker again. */
  RetryQueue<A> retries() {
    return retries;
  }

  /** Takes up to so many tasks; null if there are none now. */
  @Nullable InputBatch<A> take(Limit limit) throws InterruptedException {
    if (retries.isWaiting()) {
      InputTask<A> task = retries.poll(config.now());
      if (task != null) {
        return InputBatch.retry(task);
      }
    }
    return ended ? null : takeNew(limit);
  }

  private @Nullable InputBatch<A> takeNew(Limit limit) throws InterruptedException {
    if (!lock.tryLock() && !lock.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      // The source lets the other thread wait: what it has already need not wait too.
      PrefetchBuffer<A> stuck = prefetching;
      return stuck == null ? null : stuck.takeOver();
    }
    try {
      return read(limit.tasks());
    } finally {
      release();
    }
  }

  /**
   * Takes an input, or those that another thread is stuck with, and lays them with the tasks that
   * were given back; false if there is none now.
   */
  boolean prefetch(Limit limit) throws InterruptedException {
    InputBatch<A> batch = ended ? null : takeNew(limit);
    if (batch == null) {
      return false;
    }
    long now = config.now();
    for (int task = 0; task < batch.size(); task++) {
      retries.add(batch.task(task), now);
    }
    return true;
  }

  /** How many tasks may be taken, asked when the source is at hand. */
  interface Limit {
    int tasks();
  }

  private @Nullable InputBatch<A> read(int maxInputs) {
    if (ended || maxInputs <= 0) {
      return null;
    }
    PrefetchBuffer<A> prefetched = new PrefetchBuffer<>(taken, maxInputs, config.weigher() != null);
    prefetching = prefetched;
    try {
      while (!prefetched.isFull()) {
        if (!inputs.hasNext()) {
          ended = true;
          break;
        }
        A input = inputs.next();
        long weight = config.weigh(input);
        takenWeight.setPlain(takenWeight.getPlain() + weight);
        TAKEN.setRelease(this, taken + 1); // Only who holds the lock writes it.
        prefetched.add(input, weight);
      }
    } catch (Throwable e) {
      // A source is the user's code: whatever it throws, the consumer learns it.
      failure = e;
      ended = true;
    }
    prefetching = null;
    return prefetched.close();
  }

  private void release() {
    lock.unlock();
    if (closing) {
      closeSource();
    }
  }

  /** Gives back what the source holds; if a thread is stuck in it, as soon as that comes back. */
  void close() {
    ended = true;
    closing = true;
    closeSource();
  }

  private void closeSource() {
    try {
      Waits.uninterrupted(
          interrupted -> tryToClose()); // An interrupt is no reason to leave it open.
    } catch (Throwable e) {
      // The user's code, as all of the source; the outcomes do not depend on it.
      UserText.warn(SourceReader.class, "The source failed when it was closed", e);
    }
  }

  private void tryToClose() throws InterruptedException {
    if (!lock.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      return; // Whoever pulls sees that it is to be closed.
    }
    try {
      if (!closed) {
        closed = true;
        config.source().close().run();
      }
    } finally {
      lock.unlock();
    }
  }
}
