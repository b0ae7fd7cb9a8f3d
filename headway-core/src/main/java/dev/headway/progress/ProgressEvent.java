package dev.headway.progress;

import dev.headway.internal.text.ControlEscapes;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a job, with the time at which it did. Immutable. Its text is one line,
 * in which inputs and names are cut and what cannot be seen has a readable form.
 */
public sealed interface ProgressEvent {

  /**
   * When it happened.
   *
   * @return nanoseconds by the {@link Ticker} of the job's display
   */
  long nanos();

  /**
   * The name of the job.
   *
   * @return its label; may be empty
   */
  String job();

  /**
   * A job began.
   *
   * @param nanos when
   * @param job the name of the job
   * @param total how many inputs there are, or null if that is not known
   */
  record JobStarted(long nanos, String job, @Nullable Long total) implements ProgressEvent {
    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * A task was started on a worker.
   *
   * @param nanos when
   * @param job the name of the job
   * @param index the place of the input in the source, from 0
   * @param worker the number of the worker, from 0
   */
  record TaskStarted(long nanos, String job, long index, int worker) implements ProgressEvent {
    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * A task ended.
   *
   * @param nanos when
   * @param job the name of the job
   * @param index the place of the input in the source, from 0
   * @param worker the number of the worker, from 0
   * @param error why there is no value, or null if the task succeeded
   * @param end how it ended
   * @param attempt how often it was tried, this time included
   * @param input the input itself, or null if the source has nulls
   * @param tookNanos how long it ran, in nanoseconds; tiny tasks whose results come from a worker
   *     process together share the time that they took
   */
  record TaskEnded(
      long nanos,
      String job,
      long index,
      int worker,
      @Nullable Throwable error,
      TaskEnd end,
      int attempt,
      @Nullable Object input,
      long tookNanos)
      implements ProgressEvent {
    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * An attempt at a task did not end well; the task will be tried again.
   *
   * @param nanos when
   * @param job the name of the job
   * @param index the place of the input in the source, from 0
   * @param worker the number of the worker, from 0
   * @param error what went wrong
   * @param end how the attempt ended; never {@link TaskEnd#SUCCEEDED}
   * @param attempt the number of the attempt, from 1
   * @param input the input itself, or null if the source has nulls
   * @param tookNanos how long the attempt ran, in nanoseconds
   */
  record TaskRetried(
      long nanos,
      String job,
      long index,
      int worker,
      Throwable error,
      TaskEnd end,
      int attempt,
      @Nullable Object input,
      long tookNanos)
      implements ProgressEvent {
    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * A worker died while it ran a task. The next event tells the outcome of the task.
   *
   * @param nanos when
   * @param job the name of the job
   * @param worker the number of the worker, from 0
   * @param error how it ended, as far as it is known
   */
  record WorkerLost(long nanos, String job, int worker, Throwable error) implements ProgressEvent {
    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * A worker was started in the place of another. That one had died, was killed for the timeout of
   * its task, or was recycled. Recycled is a worker after its limit of tasks or of heap, or after
   * an {@code OutOfMemoryError}.
   *
   * @param nanos when
   * @param job the name of the job
   * @param worker the number of the worker, from 0
   */
  record WorkerReplaced(long nanos, String job, int worker) implements ProgressEvent {
    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }

  /**
   * A job ended.
   *
   * @param nanos when
   * @param job the name of the job
   * @param finished true if it came to its end, false if it was cancelled or failed as a whole
   */
  record JobEnded(long nanos, String job, boolean finished) implements ProgressEvent {
    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }
}
