package dev.headway.internal.run;

import org.jspecify.annotations.Nullable;

/**
 * Decides how many inputs a run may take, in all and at once. The answers are estimates: many
 * threads ask while others take and deliver. The result buffer enforces the limit.
 */
public final class WindowPolicy {
  /** The size of the result buffer for each worker: enough for two batches of the largest size. */
  private static final int RESULTS_PER_WORKER = 2 * BatchSizer.MAX_SIZE;

  /** More than {@link ResultBuffer#MAX_SIZE} for so many workers that batches would get small. */
  private static final int RESULTS_OF_MANY_WORKERS = 512;

  private static final int MIN_REPLAY = 1024;

  /** A source that took so long has waited for something, and may wait again. */
  private static final long PAUSE_NANOS = 1_000_000;

  /** What a source that never pauses loses until that is known. */
  private static final long TRIAL_NANOS = 10_000_000;

  private final BatchSizer sizer;
  private final int window;
  private final JobExecutor<?> executor;
  private final int workers;
  private final @Nullable Long size;
  private final @Nullable Long total;
  private final HeapRoom heapRoom;

  /**
   * True if what one thread has read waits while the source keeps that thread waiting: there is no
   * other.
   */
  private final boolean readsAlone;

  private final long dispatchNanos;
  private volatile long singlesUntil;

  /**
   * @param window the limit that the job sets, or 0
   * @param size the number of inputs as the source knows it, or null
   * @param total the same, or as the job has declared it, which may be wrong; or null
   */
  WindowPolicy(
      int window,
      JobExecutor<?> executor,
      @Nullable Long size,
      @Nullable Long total,
      HeapRoom heapRoom) {
    this.heapRoom = heapRoom;
    this.sizer = new BatchSizer(executor.dispatchCost());
    this.window = window;
    this.executor = executor;
    this.workers = executor.count();
    this.size = size;
    this.total = total;
    this.readsAlone = size == null && executor.threads() == 1;
    this.dispatchNanos = Math.max(1, executor.dispatchCost().toNanos());
    this.singlesUntil = readsAlone ? TRIAL_NANOS / dispatchNanos : 0;
  }

  /** Returns true if it is to be asked about each {@linkplain #isPause pause} of the source. */
  boolean readsAlone() {
    return readsAlone;
  }

  /**
   * Returns true if the source has paused. Then inputs are taken one by one for a while, so that
   * the results of those before the next pause need not wait for its end. They are as many as cost
   * no more time than the pause.
   *
   * @param taken how many inputs are taken by now
   * @param nanos how long the source took for the last one
   */
  boolean isPause(long taken, long nanos) {
    if (nanos < PAUSE_NANOS) {
      return false;
    }
    singlesUntil = Math.max(singlesUntil, taken + nanos / dispatchNanos);
    return true;
  }

  /** Returns the upper bound of {@link #window} and {@link #extendedWindow}. */
  int maxWindow() {
    long limit = window > 0 ? window : Math.min(mostResults(), (long) RESULTS_PER_WORKER * workers);
    return (int) (size == null ? limit : Math.max(1, Math.min(limit, size)));
  }

  private long mostResults() {
    long ofMany = Math.min(ResultBuffer.LARGEST, (long) RESULTS_OF_MANY_WORKERS * workers);
    return Math.max(ResultBuffer.MAX_SIZE, ofMany);
  }

  /**
   * Returns how many inputs may be taken and not delivered in any case. Without a setting these are
   * a few for each worker, and more of them if tasks are tiny.
   */
  int window() {
    if (window > 0) {
      return window;
    }
    return (int) Math.min(maxWindow(), (long) workers * sizer.inputsAhead());
  }

  /**
   * Returns how many inputs may be taken and not delivered now. Without a setting no worker waits
   * for the order, or for the consumer, while the heap has room.
   */
  int extendedWindow() {
    return window == 0 && heapRoom.isThere() ? maxWindow() : window();
  }

  /** Returns true if the room in the heap decides how many inputs may be taken. */
  boolean growsWithHeap() {
    return window == 0;
  }

  /**
   * Returns how many inputs may be taken and not delivered now while they are done already: enough
   * that a thread passes on many of them at once.
   */
  int replayWindow() {
    return window > 0 ? window : Math.max(extendedWindow(), Math.min(maxWindow(), MIN_REPLAY));
  }

  /** Returns the size of the next batch: less toward the end, so that all workers end together. */
  int batchSize(long taken) {
    if (taken < singlesUntil) {
      return 1;
    }
    // Workers that are not started yet need no share.
    long shares = 2L * executor.active();
    long limit = Math.min(sizer.get(), window() / shares);
    Long left = left(taken);
    if (left != null) {
      limit = Math.min(limit, left / shares);
    }
    // Never fewer than a dispatch is worth.
    return (int) Math.max(sizer.minSize(), limit);
  }

  /** Returns true unless more inputs are to come, as far as their number is known. */
  boolean mayBeAtEnd(long taken) {
    return total == null || taken >= total;
  }

  /** Returns true if the source has told how many inputs it has, and all are taken. */
  boolean isAllTaken(long taken) {
    return size != null && taken >= size;
  }

  /** Returns the time that one worker needs for the inputs not taken yet; very long if unknown. */
  double remainingNanos(long taken) {
    double each = sizer.nanosPerTask();
    Long left = left(taken);
    return left == null || each <= 0 ? Double.MAX_VALUE : each * left;
  }

  /** Returns how many inputs are to come; null if unknown, as when more came than was declared. */
  private @Nullable Long left(long taken) {
    return total == null || taken > total ? null : (Long) (total - taken);
  }

  /**
   * Returns true if batches have held several tasks, or if the time of a task is not known yet. The
   * present size does not decide: the last tasks of a job come alone, and a task that waits for a
   * processor seems long.
   */
  boolean mayBeTiny() {
    return inBulk() || sizer.nanosPerTask() <= 0;
  }

  /** Returns true if tasks are so tiny that batches hold several, or did. */
  boolean inBulk() {
    return sizer.wasBulk();
  }

  /**
   * Returns true if the consumer has to poll: batches are so short that not each of them signals
   * its end, or hold several tasks, of which a short one does not signal its own.
   */
  boolean consumerPolls() {
    return sizer.wasShort() || sizer.wasBulk();
  }

  /**
   * Notes the size, the time and the bytes of a batch. Returns true if the {@linkplain
   * #consumerPolls consumer polls} from now on, and did not before.
   */
  boolean performed(int tasks, long nanos, long bytes) {
    boolean before = consumerPolls();
    sizer.performed(tasks, nanos, bytes);
    return !before && consumerPolls();
  }
}
