package dev.headway.internal.run;

import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.TaskStatus;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a batch of tasks asks of the run that it is a part of, and reports to it. */
interface BatchOwner<A extends @Nullable Object, B extends @Nullable Object> {
  TaskFunction<? super A, ? extends B> function();

  /** How long a task may run, or null. */
  @Nullable Duration timeout();

  /** Whether no more outcomes are wanted. */
  boolean cancelled();

  /** The time by the clock of the run. */
  long now();

  ProgressTracker tracker();

  EventPublisher events();

  /** What is known of its workers. */
  RunStatistics statistics();

  /** Where the outcomes go. */
  ResultBuffer<Outcome<A, B>> buffer();

  /** Something was published, and the consumer shall know it now. */
  void signalConsumer();

  boolean triesAgain(int attempt);

  void tryAgain(InputTask<A> task, long now);

  /** An attempt at a task ended, in whatever way. */
  void noteEnd(Outcome<A, B> outcome, TaskStatus end, long nanos);

  /** A batch was cut off: its worker is lost, and what it did not do runs elsewhere. */
  void lost(InFlightBatch<A> batch, long nanos);
}
