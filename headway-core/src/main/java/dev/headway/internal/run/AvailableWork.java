package dev.headway.internal.run;

import dev.headway.progress.Utilization.Idle;
import org.jspecify.annotations.Nullable;

/**
 * The work that a run has for its workers: whether there is any now, when there will be some, and
 * which tasks a worker may take. Safe for use by several threads.
 */
public final class AvailableWork<A extends @Nullable Object> {
  /** How often one worker looks whether a source that blocks has given something. */
  private static final long BLOCKED_LOOK_NANOS = 10_000_000;

  /** How often one worker looks whether the heap has room: nobody tells of a collection. */
  private static final long HEAP_LOOK_NANOS = 100_000_000;

  private final JobConfig<A> config;
  private final SourceReader<A> reader;
  private final ResultBuffer<?> buffer;
  private final InFlightBatches<A> inFlight;
  private final WindowPolicy windowPolicy;
  private final EarlyEnd earlyEnd;
  private final @Nullable RateLimit rateLimit;
  private final @Nullable WeightWindow weightWindow;

  AvailableWork(
      JobConfig<A> config,
      SourceReader<A> reader,
      ResultBuffer<?> buffer,
      InFlightBatches<A> inFlight,
      WindowPolicy windowPolicy,
      EarlyEnd earlyEnd,
      @Nullable WeightWindow weightWindow) {
    this.config = config;
    this.reader = reader;
    this.buffer = buffer;
    this.inFlight = inFlight;
    this.windowPolicy = windowPolicy;
    this.earlyEnd = earlyEnd;
    this.weightWindow = weightWindow;
    Double perSecond = config.perSecond();
    this.rateLimit = perSecond == null ? null : new RateLimit(perSecond, config.now());
  }

  /**
   * Takes tasks for a worker, as many as the window and the rate allow. Returns null if there are
   * none now.
   */
  @Nullable InputBatch<A> take() throws InterruptedException {
    RateLimit limit = rateLimit;
    if (limit == null) {
      return reader.take(limit(BatchSizer.MAX_SIZE));
    }
    int permits = limit.take(config.now());
    if (permits == 0) {
      if (looksForTheEnd()) {
        reader.prefetch(limit(1));
      }
      return null;
    }
    InputBatch<A> tasks = null;
    try {
      tasks = reader.take(limit(permits));
    } finally {
      limit.giveBack(permits - (tasks == null ? 0 : tasks.size()));
    }
    return tasks;
  }

  /**
   * Returns true if the source may have come to its end: to learn that needs no permit, and the run
   * shall end with its last task. An input that is found instead waits for its permit.
   */
  private boolean looksForTheEnd() {
    return rateLimit != null
        && !reader.pending().isWaiting()
        && windowPolicy.mayBeAtEnd(reader.taken())
        && hasRoom(1);
  }

  /** Returns the nanoseconds until the rate allows another task to start; 0 if it does. */
  private long nanosUntilPermit() {
    RateLimit limit = rateLimit;
    return limit == null ? 0 : limit.nanosUntilNext(config.now());
  }

  /** Returns true if tasks have to wait for the rate before they may start. */
  public boolean isRateLimited() {
    return rateLimit != null;
  }

  /** Returns true if time alone may bring work: a retry will be due, or the rate allow a task. */
  public boolean comesWithTime() {
    return !earlyEnd.isOver()
        && (reader.pending().isWaiting()
            || reader.isBlocked()
            || dependsOnHeap()
            || rateLimit != null && !reader.ended());
  }

  /** Names the rate if it keeps workers idle now; else returns an empty text. */
  String rateNote() {
    boolean waits = nanosUntilPermit() > 0 && (mayHaveMore() || reader.pending().isWaiting());
    return waits ? config.rateText() : "";
  }

  /** Returns true if a worker thread may find work that is worth a batch now. */
  public boolean hasWork() {
    return !earlyEnd.isOver()
        && (reader.pending().isWaiting() && reader.pending().isDue(config.now())
            || hasRoom() && !reader.isBlocked()
            || reader.hasInputsToTakeOver())
        && (nanosUntilPermit() == 0 || looksForTheEnd());
  }

  /** Returns true if there is work for a waiting thread, for a number of tasks at least. */
  public boolean hasWork(int wanted) {
    return (hasRoom(wanted) && !reader.isBlocked()
            || wanted == 1 && !earlyEnd.isOver() && reader.hasInputsToTakeOver())
        && (nanosUntilPermit() == 0 || looksForTheEnd());
  }

  /** Returns true if a waiting thread finds so much work, or a retry that is due. */
  public boolean hasTasks(int wanted) {
    return hasWork(wanted) || isRetryDue();
  }

  /** Returns true if there will be work as soon as the rate allows a task, or later. */
  public boolean waitsForPermit() {
    return nanosUntilPermit() > 0 && nanosUntilDue() < Long.MAX_VALUE;
  }

  /** Returns true if a retry is due that a waiting thread may take. */
  private boolean isRetryDue() {
    return !earlyEnd.isOver()
        && reader.pending().isWaiting()
        && reader.pending().isDue(config.now())
        && nanosUntilPermit() == 0;
  }

  /** Returns true unless all inputs are taken. */
  public boolean mayHaveMore() {
    return !earlyEnd.isOver() && !reader.ended();
  }

  /**
   * Returns true if work may come of which nobody tells a worker that is not started: the heap has
   * room again, and all others are busy.
   */
  public boolean mayComeUntold() {
    return windowPolicy.growsWithHeap()
        && mayHaveMore()
        && !windowPolicy.isAllTaken(reader.taken());
  }

  /** Returns true if more tasks are pending than there are idle workers in the pool. */
  public boolean hasPending(int idle) {
    int count = reader.pending().count();
    return !earlyEnd.isOver() && count > 0 && count > idle;
  }

  /** Returns how many batches of the run are performed. */
  public int batches() {
    return inFlight.count();
  }

  /** Returns the limit for a thread that takes inputs, and wants so many tasks at most. */
  SourceReader.Limit limit(int tasks) {
    return new SourceReader.Limit() {
      private long readAt = windowPolicy.readsAlone() ? config.now() : 0;

      @Override
      public boolean hasPaused() {
        if (!windowPolicy.readsAlone()) {
          return false;
        }
        long before = readAt;
        readAt = config.now();
        return windowPolicy.isPause(reader.taken(), readAt - before);
      }

      @Override
      public int tasks() {
        int batch = tasks == 1 ? 1 : Math.min(tasks, windowPolicy.batchSize(reader.taken()));
        return Math.min(batch, remainingCapacity());
      }

      @Override
      public int replays() {
        return buffer.remainingCapacity(reader.taken(), windowPolicy.replayWindow());
      }
    };
  }

  /** Returns for how much free capacity it is worth to wake a worker. */
  int wantedCapacity() {
    int batch = windowPolicy.batchSize(reader.taken());
    return reader.isReplaying() ? Math.max(batch, windowPolicy.replayWindow() / 2) : batch;
  }

  /** Returns true if the source may have more inputs, and capacity is free for half a batch. */
  private boolean hasRoom() {
    // A consumer that waits frees no more capacity: then room for one input is enough.
    return hasRoom(buffer.consumerWaits() ? 1 : wantedCapacity() / 2);
  }

  /**
   * Returns true if the source may have more, and the wanted number of inputs may be taken, or a
   * full window.
   */
  public boolean hasRoom(int wanted) {
    int most = reader.isReplaying() ? windowPolicy.replayWindow() : windowPolicy.window();
    return mayHaveMore() && remainingCapacity() >= Math.max(1, Math.min(wanted, most));
  }

  /** Returns how many more inputs may be taken. */
  int remainingCapacity() {
    if (weightWindow != null && !weightWindow.hasRoom()) {
      return 0;
    }
    int capacity = capacityAhead();
    return capacity >= windowPolicy.batchSize(reader.taken())
        ? capacity // The usual case, in which the heap need not be asked.
        : buffer.remainingCapacity(reader.taken(), windowPolicy.extendedWindow());
  }

  /** Returns how many more inputs may be taken in any case; 0 or less if the workers are ahead. */
  int capacityAhead() {
    return buffer.remainingCapacity(reader.taken(), windowPolicy.window());
  }

  /** Returns true if another input may be taken once the heap has room for its result. */
  private boolean dependsOnHeap() {
    long taken = reader.taken();
    return windowPolicy.growsWithHeap()
        && mayHaveMore()
        && !windowPolicy.isAllTaken(taken)
        && (weightWindow == null || weightWindow.hasRoom())
        && capacityAhead() < windowPolicy.batchSize(taken)
        && buffer.remainingCapacity(taken, windowPolicy.maxWindow()) > 0;
  }

  /**
   * Returns the nanoseconds until a retry is due, or until the rate allows a task that waits for
   * it; {@link Long#MAX_VALUE} if there is neither.
   */
  public long nanosUntilDue() {
    if (earlyEnd.isOver()) {
      return Long.MAX_VALUE;
    }
    long due = reader.pending().nanosUntilDue(config.now());
    long permit = nanosUntilPermit();
    boolean more = permit > 0 && (hasRoom() || reader.hasInputsToTakeOver());
    return Math.max(permit, more ? 0 : due);
  }

  /**
   * Returns the nanoseconds until a worker that found no work should look again; {@link
   * Long#MAX_VALUE} if it is told. What a blocked thread has read by then can be taken over.
   */
  public long nanosUntilNextLook() {
    long due = nanosUntilDue();
    if (earlyEnd.isOver()) {
      return due;
    }
    if (rateLimit != null && hasWork()) {
      return 0; // The rate allows it since the thread has looked.
    }
    long look =
        reader.isBlocked()
            ? BLOCKED_LOOK_NANOS
            : dependsOnHeap() ? HEAP_LOOK_NANOS : Long.MAX_VALUE;
    return Math.min(due, look);
  }

  /** Returns true if the next input may be taken only when another outcome is delivered. */
  boolean isHeldUp() {
    return mayHaveMore() && !windowPolicy.isAllTaken(reader.taken()) && remainingCapacity() <= 0;
  }

  /** Returns why a worker has no task. */
  Idle idleness() {
    if (reader.isReading()) {
      return Idle.INPUT;
    }
    boolean consumerWaits = buffer.consumerWaits();
    // While the consumer is busy, a worker is woken when there is room for a batch.
    int wanted = consumerWaits ? 1 : windowPolicy.batchSize(reader.taken());
    if (reader.ended()
        || windowPolicy.isAllTaken(reader.taken())
        || remainingCapacity() >= wanted) {
      return Idle.OTHER;
    }
    return consumerWaits ? Idle.ORDER : Idle.CONSUMER;
  }
}
