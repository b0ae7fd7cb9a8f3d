package dev.headway.internal.run;

import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.resume.RunJournal;
import dev.headway.work.JournalException;
import dev.headway.work.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the outcomes of a run to its consumer. Used by the consumer, but for {@link #settle} and
 * {@link #isConsumedElsewhere}.
 */
final class Delivery<A extends @Nullable Object, B extends @Nullable Object> {

  /** The workers as the consumer sees them. */
  interface Workers {
    /** Wakes workers for capacity that delivery has freed. */
    void capacityFreed(int wanted);

    /** Runs tasks on the consumer's thread. Returns false if it is not needed. */
    boolean runOnCaller() throws InterruptedException;

    /** Returns after which time the consumer asks again whether it is needed. */
    long callerPollNanos();
  }

  private final JobConfig<A> config;
  private final SourceReader<A> reader;
  private final ResultBuffer<Outcome<A, B>> buffer;
  private final AvailableWork<A> work;
  private final WindowPolicy windowPolicy;
  private final ProgressTracker tracker;
  private final EarlyEnd earlyEnd;
  private final @Nullable RunJournal<A, B> journal;
  private final @Nullable WeightWindow weightWindow;

  /** How many deliveries until waiting workers are told of freed capacity. */
  private int deliveriesUntilFreed;

  /** What was removed from the buffer and not delivered: it could not be recorded, or marked. */
  private final List<Outcome<A, B>> withheld = new ArrayList<>();

  /** The thread that has asked last. Null without a journal. */
  private volatile @Nullable Thread consumer;

  private @Nullable StopReason stopReason;
  private volatile boolean settled;
  private volatile boolean collected;

  Delivery(
      JobConfig<A> config,
      SourceReader<A> reader,
      ResultBuffer<Outcome<A, B>> buffer,
      AvailableWork<A> work,
      WindowPolicy windowPolicy,
      ProgressTracker tracker,
      EarlyEnd earlyEnd,
      @Nullable RunJournal<A, B> journal,
      @Nullable WeightWindow weightWindow) {
    this.config = config;
    this.reader = reader;
    this.buffer = buffer;
    this.work = work;
    this.windowPolicy = windowPolicy;
    this.tracker = tracker;
    this.earlyEnd = earlyEnd;
    this.journal = journal;
    this.weightWindow = weightWindow;
  }

  /** Waits for the next outcome. Returns null if there is none: {@link #stopReason} says why. */
  @Nullable Outcome<A, B> next(Workers workers) throws InterruptedException {
    if (journal != null) {
      noteConsumer();
      if (!isRecorded(journal)) {
        stopReason = earlyEnd.givenUp();
        return null;
      }
    }
    long pollNanos = ResultBuffer.FIRST_POLL_NANOS;
    while (true) {
      if (earlyEnd.cancelled() || (collected && !allDelivered())) {
        stopReason = new StopReason.Cancelled();
        return null;
      }
      Outcome<A, B> outcome = buffer.poll();
      if (outcome != null) {
        if (weightWindow != null) {
          weightWindow.delivered(outcome.index());
        }
        if (--deliveriesUntilFreed <= 0) {
          int batch = work.wantedCapacity();
          // One heavy outcome may free as much as many light ones.
          deliveriesUntilFreed = weightWindow == null ? batch / 2 : 0;
          workers.capacityFreed(batch);
        }
        if (journal == null) {
          return outcome;
        }
        if (journal.isSkipped(outcome)) {
          continue;
        }
        if (journal.giving(outcome)) {
          return outcome;
        }
        withheld.add(outcome);
        isRecorded(journal); // It gives the run up, unless that has ended already.
        stopReason = earlyEnd.cancelled() ? new StopReason.Cancelled() : earlyEnd.givenUp();
        return null; // The run ends without those behind it.
      }
      stopReason = earlyEnd.givenUp();
      if (stopReason != null || allDelivered()) {
        return null;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!workers.runOnCaller()) {
        await(workers, pollNanos);
        pollNanos = Math.min(ResultBuffer.MAX_POLL_NANOS, 2 * pollNanos);
      }
    }
  }

  private void noteConsumer() {
    Thread asking = Thread.currentThread();
    if (consumer != asking) {
      consumer = asking;
    }
  }

  /**
   * Returns true if the consumer is another thread than the calling one: then it may take more, and
   * marks what it was given when it asks again.
   */
  boolean isConsumedElsewhere() {
    Thread asked = consumer;
    return asked != null && asked != Thread.currentThread() && asked.isAlive();
  }

  /**
   * Returns the next success of a run that another thread has cancelled, if the consumer's asking
   * marks it: without a mark it would run again. Returns null if there is none.
   *
   * @param awaitCancel waits until the tasks have ended
   */
  @Nullable Outcome<A, B> nextEnded(Runnable awaitCancel) {
    RunJournal<A, B> marks = journal;
    if (marks == null || !marks.isWrittenByConsumer()) {
      return null;
    }
    awaitCancel.run();
    while (marks.isWrittenByConsumer()) { // Until it is closed, perhaps with the pool.
      Outcome<A, B> outcome = buffer.pollEnded(reader.taken());
      if (outcome == null) {
        return null;
      }
      if (outcome instanceof Outcome.Success<A, B> && marks.giving(outcome)) {
        return outcome;
      }
      if (!marks.isSkipped(outcome)) {
        withheld.add(outcome);
      }
    }
    return null;
  }

  /** Returns false if the run has to end, since what was done could not be recorded. */
  private boolean isRecorded(RunJournal<A, B> recorded) {
    recorded.asked();
    JournalException fault = earlyEnd.isOver() ? null : recorded.fault();
    if (fault != null) {
      earlyEnd.giveUp(fault);
    }
    return fault == null;
  }

  /**
   * Returns what was neither delivered nor is it in the buffer any more. It goes with an exception:
   * no outcome comes any more.
   */
  List<Outcome<A, B>> collect() {
    collected = true;
    return withheld;
  }

  private void await(Workers workers, long pollNanos) throws InterruptedException {
    long maxNanos = workers.callerPollNanos();
    if (config.ordered()) {
      tracker.waits().waitsFor(() -> work.isHeldUp() ? buffer.delivered() : -1);
    }
    Attendance.waits(true);
    try {
      // Not every outcome comes with a signal: the consumer polls too.
      // A worker begins for less capacity while the consumer waits. It has to be told after that.
      buffer.await(
          () -> workers.capacityFreed(1),
          () -> earlyEnd.isOver() || allDelivered(),
          () -> Math.min(maxNanos, nanosUntilNextLook(pollNanos)));
    } finally {
      Attendance.waits(false);
      tracker.waits().waitsFor(null);
    }
  }

  private long nanosUntilNextLook(long pollNanos) {
    long due = work.nanosUntilDue();
    boolean polls = windowPolicy.consumerPolls() || journal != null;
    // What is due by now waits for a worker: to look at once again would only burn a processor.
    return due == 0 ? pollNanos : polls ? Math.min(pollNanos, due) : due;
  }

  private boolean allDelivered() {
    return settled && buffer.delivered() == reader.taken();
  }

  /** Notes that every task has an outcome, and wakes the consumer. Called by any thread. */
  void settle() {
    settled = true;
    buffer.wake();
  }

  /** Returns why there was no next outcome; null if all were delivered. */
  @Nullable StopReason stopReason() {
    return stopReason;
  }
}
