package dev.headway.internal.run;

import dev.headway.progress.Utilization.Idle;
import org.jspecify.annotations.Nullable;

/** Whether a run has work for another worker now. Safe for use by several threads. */
public final class AvailableWork<A extends @Nullable Object> {
  private final JobConfig<A> config;
  private final SourceReader<A> reader;
  private final ResultBuffer<?> buffer;
  private final InFlightBatches<A> inFlight;
  private final WindowPolicy windowPolicy;
  private final EarlyEnd earlyEnd;

  AvailableWork(
      JobConfig<A> config,
      SourceReader<A> reader,
      ResultBuffer<?> buffer,
      InFlightBatches<A> inFlight,
      WindowPolicy windowPolicy,
      EarlyEnd earlyEnd) {
    this.config = config;
    this.reader = reader;
    this.buffer = buffer;
    this.inFlight = inFlight;
    this.windowPolicy = windowPolicy;
    this.earlyEnd = earlyEnd;
  }

  /** Returns true if a worker thread may find work that is worth a batch now. */
  public boolean hasWork() {
    return !earlyEnd.isOver()
        && (reader.pending().isWaiting() && reader.pending().isDue(config.now())
            || hasRoom()
            || reader.hasInputsToTakeOver());
  }

  /** Returns true if there is work for a waiting thread, for a number of tasks at least. */
  public boolean hasWork(int wanted) {
    return hasRoom(wanted) || wanted == 1 && !earlyEnd.isOver() && reader.hasInputsToTakeOver();
  }

  /** Returns true unless all inputs are taken. */
  public boolean mayHaveMore() {
    return !earlyEnd.isOver() && !reader.ended();
  }

  /** Returns true if more tasks are pending than there are idle workers. */
  public boolean hasPending(int workers) {
    int count = reader.pending().count();
    return !earlyEnd.isOver() && count > 0 && count > workers - inFlight.count();
  }

  /** Returns the limit for a thread that takes inputs, and wants so many tasks at most. */
  SourceReader.Limit limit(int tasks) {
    return new SourceReader.Limit() {
      @Override
      public int tasks() {
        int batch = tasks == 1 ? 1 : windowPolicy.batchSize(reader.taken());
        return Math.min(batch, remainingCapacity());
      }

      @Override
      public int passed() {
        return buffer.remainingCapacity(reader.taken(), windowPolicy.replayWindow());
      }
    };
  }

  /** Returns for how much free capacity it is worth to wake a worker. */
  int wantedCapacity() {
    int batch = windowPolicy.batchSize(reader.taken());
    return reader.isPassing() ? Math.max(batch, windowPolicy.replayWindow() / 2) : batch;
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
    int most = reader.isPassing() ? windowPolicy.replayWindow() : windowPolicy.window();
    return mayHaveMore() && remainingCapacity() >= Math.max(1, Math.min(wanted, most));
  }

  /** Returns how many more inputs may be taken. */
  int remainingCapacity() {
    int capacity = capacityAhead();
    return capacity >= windowPolicy.batchSize(reader.taken())
        ? capacity // The usual case, in which the heap need not be asked.
        : buffer.remainingCapacity(reader.taken(), windowPolicy.extendedWindow());
  }

  /** Returns how many more inputs may be taken in any case; 0 or less if the workers are ahead. */
  int capacityAhead() {
    return buffer.remainingCapacity(reader.taken(), windowPolicy.window());
  }

  /** Returns the nanoseconds until a retry is due; {@link Long#MAX_VALUE} if there is none. */
  public long nanosUntilDue() {
    return earlyEnd.isOver() ? Long.MAX_VALUE : reader.pending().nanosUntilDue(config.now());
  }

  /** Returns why a worker has no task. */
  Idle idleness() {
    if (reader.isReading()) {
      return Idle.INPUT;
    }
    boolean consumerWaits = buffer.consumerWaits();
    // While the consumer is busy, a worker is woken when there is room for a batch.
    int wanted = consumerWaits ? 1 : windowPolicy.batchSize(reader.taken());
    if (reader.ended() || remainingCapacity() >= wanted) {
      return Idle.OTHER;
    }
    return consumerWaits ? Idle.ORDER : Idle.CONSUMER;
  }
}
