package dev.headway.internal.run;

import java.time.Duration;

/**
 * What a run asks of those who work for it.
 *
 * @param <R> what they work for
 */
public interface WorkerSupply<R> {

  /** How many tasks can run at once. */
  int count();

  /** How many workers there are so far: those that are up, or about to be; at least 1. */
  default int active() {
    return count();
  }

  /** What it costs to give a worker something to do. */
  Duration dispatchCost();

  /** What it takes until a worker is up, or zero if that is hardly anything. */
  default Duration startUp() {
    return Duration.ZERO;
  }

  /** True if there are as many workers as processors, and they are known to keep these busy. */
  default boolean isSaturated() {
    return false;
  }

  /** Refuses to begin anything once closed, by an IllegalStateException. */
  void requireOpen();

  /** A run begins. */
  void join(R run);

  /** A run has no more tasks. */
  void leave(R run);

  /** The consumer of a run made room: handlers that wait for as much are woken. */
  void capacityFreed(R run, int wanted);

  /** The consumer of a run waits and lends its thread; false if it is not needed. */
  boolean runOnCaller(R run) throws InterruptedException;

  /** The tasks of a run are to end as soon as they can. Returns at once. */
  void cancel(R run);
}
