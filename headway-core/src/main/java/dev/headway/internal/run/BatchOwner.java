package dev.headway.internal.run;

import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.TaskStatus;
import dev.headway.progress.Ticker;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a dispatched batch needs from its run, and reports to it. */
interface BatchOwner<A extends @Nullable Object, B extends @Nullable Object> {
  TaskFunction<? super A, ? extends B> function();

  /** Returns how long a task may run, or null without a limit. */
  @Nullable Duration timeout();

  /** Returns true if the run was cancelled. */
  boolean cancelled();

  /** Returns the time by the clock of the run. */
  long now();

  /** Returns the clock of the run. */
  Ticker ticker();

  ProgressTracker tracker();

  EventPublisher events();

  /** Returns the statistics of the run. */
  RunStatistics statistics();

  /** Returns the buffer to which outcomes are published. */
  ResultBuffer<Outcome<A, B>> buffer();

  /** Wakes the consumer if it waits for an outcome that was published. */
  void signalConsumer();

  boolean triesAgain(int attempt);

  void tryAgain(InputTask<A> task, long now);

  /** Notes the end of an attempt at a task. */
  void noteEnd(Outcome<A, B> outcome, TaskStatus end, long nanos);

  /**
   * Ends a batch that was abandoned: its worker thread is lost, and another runs its other tasks.
   */
  void lost(InFlightBatch<A> batch, long nanos);
}
