package dev.headway.internal.run;

import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.resume.InputPlan;
import dev.headway.internal.time.FieldHandles;
import dev.headway.internal.time.Waits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inputs of one run, by one thread at a time, and no further than its caller allows.
 * Pending tasks come first, one by one.
 */
public final class SourceReader<A extends @Nullable Object> {
  private static final VarHandle TAKEN =
      FieldHandles.of(MethodHandles.lookup(), "taken", long.class);

  /** How long a thread waits for another one that reads before it finds other work. */
  private static final long MAX_WAIT_MILLIS = 10;

  /** How many inputs are replayed before the room is asked for again. */
  private static final int CHUNK = 256;

  /** What earlier runs have done. Used by the thread that reads, except for {@link #replayed}. */
  interface EarlierRuns<A extends @Nullable Object> {
    /** Returns the key of the next input; null if the run is given up, since it has none. */
    @Nullable JournalKey key(A input);

    /**
     * Returns true if the input whose key was made last is done: then its outcome is on its way to
     * the consumer.
     */
    boolean replays(long index, A input, long weight);

    /** Returns true if what is done is counted, and not delivered. */
    boolean skips();

    /** Tells the consumer of outcomes that were replayed. */
    void signal();

    /** Returns true if no further input may be read. */
    boolean isOver();

    /** Returns how many inputs were done already. */
    long replayed();
  }

  private final JobConfig<A> config;
  private final @Nullable WeightWindow weightWindow;

  /** Null without a journal. Set before anything is read. */
  private @Nullable EarlierRuns<A> earlierRuns;

  /** All inputs, if they were read before the run. Set before anything is read. */
  private @Nullable InputPlan<A> plan;

  private final ReentrantLock lock = new ReentrantLock();
  private final PendingTasks<A> pending = new PendingTasks<>();
  private Iterator<? extends A> inputs = Collections.emptyIterator(); // Guarded by lock.
  private boolean closed; // Guarded by lock.

  /** The inputs that a thread reads now, or null. */
  private volatile @Nullable ReadBuffer<A> reading;

  /** What a thread reads that has kept another one waiting; others do not wait for it. */
  private volatile @Nullable ReadBuffer<A> blocked;

  private long taken; // Written with the lock held.
  private final AtomicLong takenWeight = new AtomicLong();
  private volatile @Nullable Throwable failure;
  private volatile boolean ended;
  private volatile boolean exhausted;
  private volatile boolean replaying;
  private volatile boolean closing;

  SourceReader(JobConfig<A> config, @Nullable WeightWindow weightWindow) {
    this.config = config;
    this.weightWindow = weightWindow;
  }

  /**
   * Goes on where earlier runs ended, and takes all of a plan and none of the source if there is
   * one. Called before anything is taken.
   */
  void follow(EarlierRuns<A> earlier, @Nullable InputPlan<A> planned) {
    earlierRuns = earlier;
    plan = planned;
  }

  /** Returns how many inputs an earlier run has done, of those that were taken. */
  long replayed() {
    EarlierRuns<A> earlier = earlierRuns;
    return earlier == null ? 0 : earlier.replayed();
  }

  /** Returns true if the inputs that were read last are done already. */
  boolean isReplaying() {
    return replaying;
  }

  /** Asks the source for its iterator. Called once, before anything is taken. */
  void open() {
    lock.lock();
    try {
      InputPlan<A> planned = plan;
      inputs = planned == null ? config.source().open().get() : planned;
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

  /** Returns true if the source has no more inputs, or failed. */
  boolean ended() {
    return ended;
  }

  /** Returns true if the source has said that it has no more inputs: then all are taken. */
  boolean isExhausted() {
    return exhausted;
  }

  /** Returns what the source threw, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Returns true while a thread reads inputs. */
  boolean isReading() {
    return reading != null;
  }

  /** Returns true if the source blocks the thread that reads, as far as others have noticed. */
  boolean isBlocked() {
    ReadBuffer<A> now = reading;
    return now != null && now == blocked;
  }

  /** Returns true if a thread that reads holds inputs that others may take over. */
  boolean hasInputsToTakeOver() {
    ReadBuffer<A> now = reading;
    return now != null && now.hasMore();
  }

  /** Returns the tasks that wait for a worker again. */
  PendingTasks<A> pending() {
    return pending;
  }

  /** Takes tasks up to a limit. Returns null if there are none now. */
  @Nullable InputBatch<A> take(Limit limit) throws InterruptedException {
    if (pending.isWaiting()) {
      InputTask<A> task = pending.poll(config.now());
      if (task != null) {
        return InputBatch.retry(task);
      }
    }
    return ended ? null : takeNew(limit);
  }

  private @Nullable InputBatch<A> takeNew(Limit limit) throws InterruptedException {
    if (!lock.tryLock() && !lock.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      // The source blocks the other thread: take what that thread has read already.
      ReadBuffer<A> stuck = reading;
      blocked = stuck;
      return stuck == null ? null : stuck.takeOver();
    }
    try {
      return read(limit);
    } finally {
      release();
    }
  }

  /**
   * Moves an input, or those that a blocked thread has read, to the pending tasks. Returns false if
   * there is none now.
   */
  boolean prefetch(Limit limit) throws InterruptedException {
    InputBatch<A> batch = ended ? null : takeNew(limit);
    if (batch == null) {
      return false;
    }
    long now = config.now();
    for (int task = 0; task < batch.size(); task++) {
      pending.add(batch.task(task), now);
    }
    return true;
  }

  /** Returns how many tasks may be taken. Asked while the lock is held. */
  interface Limit {
    int tasks();

    /** Returns how many inputs may be taken if no task comes of them. */
    int replays();

    /** Returns true if what was read shall not wait for what follows. Asked after each input. */
    boolean hasPaused();
  }

  private @Nullable InputBatch<A> read(Limit limit) {
    int maxInputs = limit.tasks();
    if (ended || maxInputs <= 0) {
      return null;
    }
    EarlierRuns<A> earlier = earlierRuns;
    boolean weighed = config.weigher() != null;
    InputPlan<A> planned = plan;
    boolean reordered = planned != null && planned.isReordered();
    ReadBuffer<A> buffer = new ReadBuffer<>(taken, maxInputs, weighed, earlier != null, reordered);
    reading = buffer;
    try {
      if (earlier != null) {
        readWithJournal(buffer, earlier, limit);
      } else {
        while (!buffer.isFull() && hasRoom() && hasNext()) {
          A input = inputs.next();
          if (closing) {
            break; // The run was cancelled, and is counted without it.
          }
          long weight = config.weigh(input);
          taken(taken, weight);
          buffer.add(input, weight);
          if (limit.hasPaused()) {
            break;
          }
        }
      }
    } catch (Throwable e) {
      // The source is the user's code: the consumer receives whatever it throws.
      failure = e;
      ended = true;
    }
    reading = null;
    return buffer.close();
  }

  private boolean hasNext() {
    boolean more = inputs.hasNext();
    if (!more && !closing) { // Else the total would change of a run that has ended.
      exhausted = true;
      ended = true;
    }
    return more;
  }

  /** Returns true if the weight of what is on its way allows another input. */
  private boolean hasRoom() {
    return weightWindow == null || weightWindow.hasRoom();
  }

  private void taken(long index, long weight) {
    if (weightWindow != null) {
      weightWindow.taken(index, weight);
    }
    takenWeight.setPlain(takenWeight.getPlain() + weight);
    TAKEN.setRelease(this, taken + 1); // Written only with the lock held.
  }

  /**
   * Reads on over what is done, for as long as there is room. A batch ends where such inputs are.
   */
  private void readWithJournal(ReadBuffer<A> buffer, EarlierRuns<A> earlier, Limit limit) {
    long begin = earlier.replayed();
    int room = Math.min(CHUNK, limit.replays());
    while (!buffer.isFull() && room > 0 && !earlier.isOver() && hasRoom() && hasNext()) {
      A input = inputs.next();
      long weight = config.weigh(input);
      JournalKey key = earlier.key(input);
      if (key == null || closing) {
        return; // The run is given up, or was cancelled and is counted without it.
      }
      long index = plan == null ? taken : plan.index(taken);
      taken(index, weight);
      if (!earlier.replays(index, input, weight)) {
        buffer.add(input, weight, key, index);
      } else {
        if (weightWindow != null && earlier.skips()) {
          weightWindow.delivered(index); // Nobody takes it, so it would weigh for ever.
        }
        if (!buffer.isEmpty()) {
          break;
        }
        buffer.startAt(taken);
      }
      if (limit.hasPaused() && !buffer.isEmpty()) {
        break;
      }
      room--;
      if (room == 0) { // The consumer polls: it needs no signal before the room is used up.
        room = Math.min(CHUNK, limit.replays());
      }
    }
    if (earlier.replayed() > begin) {
      earlier.signal();
    }
    replaying = buffer.isEmpty() && earlier.replayed() > begin;
  }

  private void release() {
    lock.unlock();
    if (closing) {
      closeSource();
    }
  }

  /** Closes the source. If a thread is blocked in it, that thread closes it when it returns. */
  void close() {
    ended = true;
    closing = true;
    closeSource();
  }

  private void closeSource() {
    Waits.uninterrupted(interrupted -> tryToClose()); // Close it in spite of an interrupt.
  }

  private void tryToClose() throws InterruptedException {
    if (!lock.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
      return; // The reading thread sees "closing" and closes it.
    }
    try {
      if (!closed) {
        closed = true;
        config.source().closeSafely();
      }
    } finally {
      lock.unlock();
    }
  }
}
