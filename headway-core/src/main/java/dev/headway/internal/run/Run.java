package dev.headway.internal.run;

import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.resume.InputPlan;
import dev.headway.internal.resume.RunJournal;
import dev.headway.progress.Row;
import dev.headway.work.JournalException;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job in progress: the only place where its state changes. Worker threads take batches from it
 * and report to it; one consumer takes the outcomes.
 *
 * <p>A run begins when its outcomes are asked for. It is settled when its source has ended and
 * every task that was taken has an outcome. Until then it can be cancelled.
 */
public final class Run<A extends @Nullable Object, B extends @Nullable Object> {
  private final JobConfig<A> config;
  private final JobExecutor<Run<?, ?>> executor;
  private final SourceReader<A> reader;
  private final ResultBuffer<Outcome<A, B>> buffer;
  private final InFlightBatches<A> inFlight = new InFlightBatches<>();
  private final EarlyEnd earlyEnd = new EarlyEnd();
  private final WindowPolicy windowPolicy;
  private final ProgressTracker tracker;
  private final @Nullable Long total;
  private final @Nullable RunJournal<A, B> journal;
  private final Delivery<A, B> delivery;

  /** The workers as the consumer sees them. */
  private final Delivery.Workers workers =
      new Delivery.Workers() {
        @Override
        public void capacityFreed(int wanted) {
          executor.capacityFreed(Run.this, wanted);
        }

        @Override
        public boolean runOnCaller() throws InterruptedException {
          return Run.this.runOnCaller();
        }

        @Override
        public long callerPollNanos() {
          return executor.callerPollNanos(Run.this);
        }
      };

  private final ScaleUpPolicy scaleUpPolicy;
  private final AvailableWork<A> work;
  private final RunContext<A, B> context;
  private final RunEnd<A, B> end;

  /**
   * Makes a run that has not begun.
   *
   * @param journal open, and closed with the run; null without one
   */
  public Run(
      JobConfig<A> config,
      TaskFunction<? super A, ? extends B> function,
      JobExecutor<Run<?, ?>> executor,
      @Nullable RunJournal<A, B> journal) {
    this.config = config;
    this.executor = executor;
    this.journal = journal;
    WeightWindow weightWindow =
        config.windowWeight() == 0 ? null : new WeightWindow(config.windowWeight());
    this.reader = new SourceReader<>(config, weightWindow);
    this.tracker =
        ProgressTracker.ofTasks(
            config.name(), executor.count(), executor.threads(), config.weightUnit());
    EventPublisher events = new EventPublisher(config.name(), config.listeners());
    RunStatistics statistics = new RunStatistics(tracker, events, !executor.startUp().isZero());
    Long size = config.source().size().get();
    this.total = config.total() != null ? config.total() : size;
    this.windowPolicy =
        new WindowPolicy(config.window(), executor, size, total, HeapRoom.ofProgram());
    this.scaleUpPolicy =
        new ScaleUpPolicy(executor.startUp(), executor::isSaturated, windowPolicy, now());
    this.buffer = new ResultBuffer<>(config.ordered(), windowPolicy.maxWindow());
    this.work =
        new AvailableWork<>(config, reader, buffer, inFlight, windowPolicy, earlyEnd, weightWindow);
    this.context =
        new RunContext<>(
            config,
            function,
            tracker,
            events,
            statistics,
            inFlight,
            reader.pending(),
            buffer,
            earlyEnd,
            journal);
    this.delivery =
        new Delivery<>(
            config, reader, buffer, work, windowPolicy, tracker, earlyEnd, journal, weightWindow);
    this.end =
        new RunEnd<>(
            context,
            reader,
            total,
            () -> executor.cancel(this),
            open -> executor.leave(this, open),
            delivery::settle,
            delivery::isConsumedElsewhere);
  }

  // ---- the consumer's side

  /** Opens the source and lets the workers begin. Throws what the source throws. */
  public void begin() {
    executor.requireOpen();
    InputPlan<A> plan = config.plan(journal, total);
    if (journal != null) {
      reader.follow(new Replay<>(journal, buffer, tracker.before(), earlyEnd), plan);
    }
    int[] queue = plan == null ? new int[0] : plan.queue();
    if (plan != null && plan.hasSeconds() && queue.length > 0) {
      tracker.learn(new LearnedCosts(queue, plan.seconds()));
    }
    reader.open();
    config.declareTotals(tracker, total);
    tracker.idleness(work::idleness);
    limitRate();
    tracker.summary(() -> context.statistics().summary());
    end.holdClock();
    config.display().open(tracker);
    context.events().failureListener(config.display().failureListener(tracker));
    context.events().jobStarted(now(), total);
    try {
      executor.join(this);
      if (end.hasBegun()) {
        end.leavePool(); // It was closed before it had joined.
      } else if (journal != null) {
        new LongTaskNotes(inFlight, journal, end::hasBegun).start(now());
      }
    } catch (RuntimeException | Error e) {
      cancel(); // Nobody asks for its outcomes, so no worker would come to its end.
      throw e;
    }
  }

  private void limitRate() {
    Double perSecond = config.perSecond();
    if (perSecond != null) {
      tracker.limit(perSecond);
      tracker.waits().limitedBy(work::rateNote);
    }
  }

  /** Waits for the next outcome. Returns null if there is none: {@link #finish} says why. */
  public @Nullable Outcome<A, B> next() throws InterruptedException {
    Outcome<A, B> next = delivery.next(workers);
    return next != null || !cancelled() ? next : delivery.nextEnded(end::awaitCancel);
  }

  private boolean runOnCaller() throws InterruptedException {
    try {
      return executor.runOnCaller(this);
    } catch (RuntimeException | Error e) {
      fail(e); // As if it had happened on a worker thread.
      return true;
    }
  }

  /** Returns why there is no next outcome; null after the last one. Draws the last frame first. */
  public @Nullable StopReason finish() {
    StopReason stopReason = delivery.stopReason();
    if (stopReason != null) {
      return stopReason;
    }
    end.closeJournal(); // If it waited for the consumer to take the last outcome.
    JournalException fault = journal == null ? null : journal.fault();
    if (fault != null) {
      return new StopReason.GivenUp(fault);
    }
    Throwable failure = reader.failure();
    config.display().close(tracker, failure == null);
    return failure == null ? null : new StopReason.SourceFailed(reader.taken(), failure);
  }

  /** Ends the run early. Called by any thread. Returns false if the run had ended before. */
  public boolean cancel() {
    return end.cancel();
  }

  /** Ends runs early, all at once, so that their tasks share the time to end. */
  public static void cancelAll(List<Run<?, ?>> runs) {
    List<Run<?, ?>> begun = runs.stream().filter(run -> run.end.beginCancel()).toList();
    begun.forEach(run -> run.end.finishCancel());
    begun.forEach(run -> run.end.showCancel()); // All together in one frame.
    runs.forEach(run -> run.end.closeWithPool()); // Waits for those that another thread ends.
  }

  /** Ends a run that could not begin. */
  public void abandon() {
    tracker.ended(Row.State.STOPPED, now());
    end.abandon();
  }

  /**
   * Ends the run early. Called by the consumer. Returns an outcome for each task that was taken and
   * not delivered.
   */
  public List<Outcome<?, ?>> cancelAndCollect() {
    if (!cancel()) {
      inFlight.awaitIdle(); // Another thread may still be cancelling the run.
    }
    return context.undelivered(reader.taken(), delivery.collect());
  }

  // ---- the workers' side

  /** Returns what tells whether there is work for another worker. */
  public AvailableWork<A> work() {
    return work;
  }

  /** Returns true if the start of another worker is worth its cost. */
  public boolean isWorthStart() {
    return scaleUpPolicy.isWorthStart(reader.taken(), inFlight.count(), now());
  }

  /** Takes a batch for a worker. Returns null if there is none now. */
  public @Nullable DispatchedBatch<A, B> takeBatch(WorkerFacts worker) throws InterruptedException {
    inFlight.taking();
    DispatchedBatch<A, B> batch = null;
    try {
      if (!cancelled()) {
        InputBatch<A> tasks = work.take();
        batch = tasks == null ? null : new DispatchedBatch<>(context, worker, tasks);
      }
    } finally {
      inFlight.taken(batch);
    }
    end.completeIfDone();
    return batch;
  }

  /** Takes an input for any worker, before one starts. Returns false if there is none. */
  public boolean prefetch() throws InterruptedException {
    inFlight.taking();
    try {
      return !cancelled() && reader.prefetch(work.limit(1));
    } finally {
      inFlight.taken(null);
      end.completeIfDone();
    }
  }

  /** Ends a batch after its worker returned. */
  public void end(DispatchedBatch<A, B> batch, long nanos) {
    if (batch.end()) { // Else the batch was abandoned, and ended then.
      finishEnd(batch, nanos - batch.waitedNanos());
    }
  }

  /**
   * Ends a batch without its worker, whose thread is lost, if its task goes on after its timeout.
   *
   * @param grace how long a task may go on
   * @return true if the batch was abandoned now
   */
  public boolean abandon(DispatchedBatch<A, B> batch, Duration grace) {
    Duration timeout = config.timeout();
    if (timeout == null || !batch.abandon(timeout.plus(grace))) {
      return false;
    }
    context.statistics().threadLost(); // First: the run may end with this batch and be reported.
    finishEnd(batch, timeout.plus(grace).toNanos());
    return true;
  }

  private void finishEnd(DispatchedBatch<A, B> batch, long nanos) {
    var unreported = batch.unreported();
    if (unreported.isEmpty()
        && windowPolicy.performed(batch.size(), nanos, batch.bytesTransferred())) {
      buffer.wake(); // A consumer that waits for a signal polls from now on.
    }
    long due = batch.wasCancelled() ? PendingTasks.NEVER : now();
    unreported.forEach(task -> reader.pending().add(batch.returned(task), due));
    if (!unreported.isEmpty()) {
      buffer.wake(); // As after a task that is to be tried again.
    }
    boolean alone = inFlight.ended(batch) == 0 && executor.count() > 1;
    // With a journal another thread often makes keys: its batch will end soon.
    boolean othersGoOn = !alone || journal != null && reader.isReading();
    scaleUpPolicy.ended(now());
    boolean consumerPolls =
        othersGoOn
            && windowPolicy.consumerPolls()
            && nanos < ResultBuffer.SIGNAL_NANOS
            && work.capacityAhead() > windowPolicy.window() / 2;
    if (!consumerPolls) {
      buffer.signalConsumer(); // Else it polls in a moment.
    }
    end.completeIfDone();
  }

  /** Returns the statistics of the run. */
  public RunStatistics statistics() {
    return context.statistics();
  }

  /** Returns how far the run is at this instant, or was at its end. Called by any thread. */
  public Row progress() {
    return tracker.id() == 0 // It was not opened yet, or never will be.
        ? config.firstRow(executor, tracker.isOver())
        : config.display().row(tracker);
  }

  public RunNumbers report() {
    return end.report();
  }

  /** Wakes the consumer if it waits for an outcome that was published. */
  public void signalConsumer() {
    buffer.signalConsumer();
  }

  /** Gives the run up: no worker can be started, or one failed. */
  public void fail(Throwable fault) {
    context.fail(fault);
  }

  /** Returns true if the run was cancelled. */
  public boolean cancelled() {
    return earlyEnd.cancelled();
  }

  /** Returns how long a task may run, or null without a limit. */
  public @Nullable Duration timeout() {
    return config.timeout();
  }

  /** Returns the time by the clock of the run. */
  public long now() {
    return config.now();
  }
}
