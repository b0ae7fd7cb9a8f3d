package dev.headway.progress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one worker: written by the thread that drives it alone, read by the thread that
 * takes snapshots. A count costs a plain add and an ordered store, and no lock.
 */
public final class Lane {
  private static final VarHandle SUCCEEDED = field("succeeded", long.class);
  private static final VarHandle FAILED = field("failed", long.class);
  private static final VarHandle TIMED_OUT = field("timedOut", long.class);
  private static final VarHandle RETRIED = field("retried", long.class);
  private static final VarHandle CRASHED = field("crashed", long.class);
  private static final VarHandle WEIGHT = field("weight", long.class);
  private static final VarHandle BUSY_NANOS = field("busyNanos", long.class);
  private static final VarHandle RUNNING = field("running", long.class);
  private static final VarHandle INDEX = field("index", long.class);
  private static final VarHandle SINCE = field("since", long.class);

  private static final long NEVER = Long.MIN_VALUE;

  /** How a task ended. */
  public enum End {
    /** With a value. */
    SUCCEEDED,
    /** With an exception. */
    FAILED,
    /** Because it ran for longer than it may. */
    TIMED_OUT,
    /** With the death of its worker. */
    CRASHED
  }

  private long succeeded;
  private long failed;
  private long timedOut;
  private long retried;
  private long crashed;
  private long weight;
  private long busyNanos;

  /** The weight of the running task, or -1 if none runs. */
  private long running = -1;

  private long since = NEVER;
  private long index;
  private final LaneEndings endings;

  private volatile @Nullable LongSupplier beats;
  private final Pulse pulse = new Pulse();

  Lane(int endingsKept) {
    endings = new LaneEndings(endingsKept);
  }

  /**
   * Says how to tell that the worker is alive.
   *
   * @param supplier a number that changes every second or so while it is
   */
  public void pulse(LongSupplier supplier) {
    beats = supplier;
  }

  /**
   * The worker starts a task.
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
   * The task that the worker had started ended.
   *
   * @param end how
   * @param now the time by the ticker of the display
   */
  public void ended(End end, long now) {
    long amount = running;
    long nanos = Math.max(0, now - since);
    RUNNING.setRelease(this, -1L);
    BUSY_NANOS.setOpaque(this, busyNanos + nanos);
    endings.add(index, Math.max(0, amount), nanos);
    WEIGHT.setOpaque(this, weight + Math.max(0, amount));
    switch (end) {
      case SUCCEEDED -> SUCCEEDED.setRelease(this, succeeded + 1);
      case FAILED -> FAILED.setRelease(this, failed + 1);
      case TIMED_OUT -> TIMED_OUT.setRelease(this, timedOut + 1);
      case CRASHED -> CRASHED.setRelease(this, crashed + 1);
    }
  }

  /**
   * The attempt that the worker had started did not end well, and the task is to be tried again.
   */
  public void retried() {
    RUNNING.setRelease(this, -1L);
    RETRIED.setRelease(this, retried + 1);
  }

  /** The task that the worker had started went back to the queue, or was cancelled. */
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

  /** Whether it ever began a task. */
  boolean begun() {
    return since() != NEVER;
  }

  /** Where the task that runs stands in the source; the last one, if none does. */
  long index() {
    return (long) INDEX.getOpaque(this);
  }

  /** What ended since the last call. Called by the thread that takes snapshots. */
  void ended(List<Observation.Ended> target) {
    endings.drain(target);
  }

  long running() {
    return (long) RUNNING.getAcquire(this);
  }

  /** Whether the worker has a task but stands still. Called by the thread that takes snapshots. */
  boolean stalled(long now) {
    LongSupplier source = beats;
    if (source == null || running() < 0) {
      pulse.rest();
      return false;
    }
    return pulse.stalled(source.getAsLong(), now);
  }

  long since() {
    return (long) SINCE.getOpaque(this);
  }

  private static VarHandle field(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(Lane.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
