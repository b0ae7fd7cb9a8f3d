package dev.headway.internal.run;

import java.time.Duration;

/**
 * Executes the runs of a pool: on the threads of its workers, or on the caller's thread.
 *
 * @param <R> the type of a run
 */
public interface JobExecutor<R> extends AutoCloseable {

  /** Returns how many tasks can run at once. */
  int count();

  /** Returns how many workers there are: those of {@link #count}, and those that wait in turn. */
  default int threads() {
    return count();
  }

  /** Returns how many tasks can run at once by now, as workers are up or start; at least 1. */
  default int active() {
    return count();
  }

  /** Returns the cost of the dispatch of a batch. */
  Duration dispatchCost();

  /** Returns how long a worker takes to start; zero if that is hardly anything. */
  default Duration startUp() {
    return Duration.ZERO;
  }

  /** Returns true if there are as many workers as processors and they keep these busy. */
  default boolean isSaturated() {
    return false;
  }

  /** Throws an IllegalStateException if the pool is closed. */
  void requireOpen();

  /** Adds a run that begins. */
  void join(R run);

  /**
   * Removes a run that has no more tasks.
   *
   * @param open true if it is to be cancelled when this is closed, since its consumer still writes
   *     its journal; it leaves once more when that is done
   */
  void leave(R run, boolean open);

  /** Wakes workers for capacity that the consumer of a run has freed. */
  void capacityFreed(R run, int wanted);

  /**
   * Runs tasks on the consumer's thread, which would wait otherwise. Returns false if it is not
   * needed.
   */
  boolean runOnCaller(R run) throws InterruptedException;

  /**
   * Returns after which time a consumer that waits asks {@link #runOnCaller} again; {@link
   * Long#MAX_VALUE} if that would change nothing.
   */
  default long callerPollNanos(R run) {
    return Long.MAX_VALUE;
  }

  /** Asks the running tasks of a run to end soon. Returns at once. */
  void cancel(R run);

  /** Cancels all runs, ends the workers and waits for them for a limited time. */
  @Override
  void close();
}
