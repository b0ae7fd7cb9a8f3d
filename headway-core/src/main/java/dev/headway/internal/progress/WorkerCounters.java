package dev.headway.internal.progress;

import dev.headway.internal.estimate.data.DurationRing;
import dev.headway.internal.estimate.data.Observation;
import dev.headway.internal.time.FieldHandles;
import dev.headway.progress.TaskEnd;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one worker: written by its worker thread alone, read by the thread that takes
 * snapshots. A count costs a plain add and an ordered store, and no lock.
 */
public final class WorkerCounters {
  private static final VarHandle SUCCEEDED = field("succeeded", long.class);
  private static final VarHandle FAILED = field("failed", long.class);
  private static final VarHandle TIMED_OUT = field("timedOut", long.class);
  private static final VarHandle RETRIED = field("retried", long.class);
  private static final VarHandle CRASHED = field("crashed", long.class);
  private static final VarHandle WEIGHT = field("weight", long.class);
  private static final VarHandle BUSY_NANOS = field("busyNanos", long.class);
  private static final VarHandle BUSY_SQUARES = field("busySquares", double.class);
  private static final VarHandle RUNNING = field("running", long.class);
  private static final VarHandle INDEX = field("index", long.class);
  private static final VarHandle SINCE = field("since", long.class);
  private static final VarHandle SCOPE = field("scope", TaskBinding.BatchScope.class);

  private static final long NEVER = Long.MIN_VALUE;

  private final TaskBinding.Place place;
  private long succeeded;
  private long failed;
  private long timedOut;
  private long retried;
  private long crashed;
  private long weight;
  private long busyNanos;
  private double busySquares;

  /** The weight of the running task, or -1 if none runs. */
  private long running = -1;

  private long since = NEVER;
  private long index;
  private final DurationRing endings;

  private volatile @Nullable LongSupplier beats;
  private volatile @Nullable BooleanSupplier sending;
  private final HeartbeatMonitor heartbeatMonitor = new HeartbeatMonitor();

  /** What the last snapshot found. Used by the thread that takes snapshots. */
  private boolean stalled;

  private boolean dead;

  @SuppressWarnings("UnusedVariable") // By its handle.
  private TaskBinding.@Nullable BatchScope scope;

  /**
   * @param place where the progress is shown that it counts for
   * @param endingsKept how many endings are kept until they are read
   */
  WorkerCounters(TaskBinding.Place place, int endingsKept) {
    this.place = place;
    this.endings = new DurationRing(endingsKept);
  }

  /**
   * Begins a batch of the worker, on the calling thread.
   *
   * @param tasks the batch, until the scope is closed; not kept longer
   * @return the scope, to be closed by the same thread
   */
  public TaskBinding.BatchScope begin(ActiveTasks tasks) {
    TaskBinding.BatchScope begun =
        TaskBinding.BatchScope.begin(
            place,
            tasks,
            // Not if another worker uses these counters by now.
            closed -> SCOPE.compareAndSet(this, closed, null));
    SCOPE.setRelease(this, begun);
    return begun;
  }

  TaskBinding.@Nullable BatchScope scope() {
    return (TaskBinding.BatchScope) SCOPE.getAcquire(this);
  }

  /**
   * Sets the heartbeat of the worker.
   *
   * @param supplier a number that changes every second or so while it is; a negative one once it is
   *     dead
   */
  public void heartbeat(LongSupplier supplier) {
    beats = supplier;
  }

  /**
   * Sets how to detect that inputs or results are on their way, so that the function does not run.
   *
   * @param supplier true while they are
   */
  public void sending(BooleanSupplier supplier) {
    sending = supplier;
  }

  /**
   * Counts a task that the worker starts.
   *
   * @param task its place in the source, from 0
   * @param amount the weight of the task, or 1
   * @param now the time by the ticker of the display
   */
  public void started(long task, long amount, long now) {
    INDEX.setOpaque(this, task);
    SINCE.setOpaque(this, now);
    RUNNING.setRelease(this, amount);
  }

  /**
   * Counts the end of the task that the worker had started.
   *
   * @param end how
   * @param now the time by the ticker of the display
   */
  public void ended(TaskEnd end, long now) {
    long amount = running;
    long nanos = Math.max(0, now - since);
    RUNNING.setRelease(this, -1L);
    BUSY_NANOS.setOpaque(this, busyNanos + nanos);
    double seconds = nanos * 1e-9;
    BUSY_SQUARES.setOpaque(this, busySquares + seconds * seconds);
    endings.add(index, Math.max(0, amount), nanos);
    WEIGHT.setOpaque(this, weight + Math.max(0, amount));
    switch (end) {
      case SUCCEEDED -> SUCCEEDED.setRelease(this, succeeded + 1);
      case FAILED -> FAILED.setRelease(this, failed + 1);
      case TIMED_OUT -> TIMED_OUT.setRelease(this, timedOut + 1);
      case CRASHED -> CRASHED.setRelease(this, crashed + 1);
    }
  }

  /** Counts a failed attempt at the started task, which is to be tried again. */
  public void retried() {
    RUNNING.setRelease(this, -1L);
    RETRIED.setRelease(this, retried + 1);
  }

  /** Drops the started task, which went back to the queue or was cancelled. */
  public void dropped() {
    RUNNING.setRelease(this, -1L);
  }

  long succeeded() {
    return (long) SUCCEEDED.getAcquire(this);
  }

  long failed() {
    return (long) FAILED.getAcquire(this);
  }

  long timedOut() {
    return (long) TIMED_OUT.getAcquire(this);
  }

  long retries() {
    return (long) RETRIED.getAcquire(this);
  }

  long crashed() {
    return (long) CRASHED.getAcquire(this);
  }

  long weight() {
    return (long) WEIGHT.getOpaque(this);
  }

  long busyNanos() {
    return (long) BUSY_NANOS.getOpaque(this);
  }

  /** Returns whether it ever began a task. */
  boolean begun() {
    return since() != NEVER;
  }

  /** Returns the index of the running task, or of the last one, if none runs. */
  long index() {
    return (long) INDEX.getOpaque(this);
  }

  /** What ended since the last call. Called by the thread that takes snapshots. */
  void ended(List<Observation.Ended> target) {
    endings.drain(target);
  }

  double busySquares() {
    return (double) BUSY_SQUARES.getOpaque(this);
  }

  long running() {
    return (long) RUNNING.getAcquire(this);
  }

  /**
   * Checks whether the worker has a task but is stalled. Called by the thread that takes snapshots,
   * once for each.
   */
  boolean stalled(long now) {
    LongSupplier source = beats;
    long beat = source == null || running() < 0 ? 0 : source.getAsLong();
    dead = beat < 0;
    if (source == null || running() < 0 || dead) {
      heartbeatMonitor.rest();
      stalled = false;
    } else {
      stalled = heartbeatMonitor.stalled(beat, now);
    }
    return stalled;
  }

  /** Returns whether it was stalled at the last check. */
  boolean isStalled() {
    return stalled;
  }

  /** Returns whether it was dead at the last check. */
  boolean isDead() {
    return dead;
  }

  boolean sends() {
    BooleanSupplier source = sending;
    return source != null && source.getAsBoolean();
  }

  long since() {
    return (long) SINCE.getOpaque(this);
  }

  private static VarHandle field(String name, Class<?> type) {
    return FieldHandles.of(MethodHandles.lookup(), name, type);
  }
}
