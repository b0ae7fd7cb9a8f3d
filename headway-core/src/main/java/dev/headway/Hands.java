package dev.headway;

import java.time.Duration;

/** Those who do the work of a pool's runs: a {@link Crew} of handlers, or the caller itself. */
interface Hands extends AutoCloseable {

  /** How many tasks can run at once. */
  int count();

  /** How many workers there are so far: those that are up, or about to be; at least 1. */
  default int active() {
    return count();
  }

  /** What it costs to give a worker something to do. */
  Duration handOver();

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
  void join(Run<?, ?> run);

  /** A run has no more tasks. */
  void leave(Run<?, ?> run);

  /** The consumer of a run made room: handlers that wait for as much are woken. */
  void roomIn(Run<?, ?> run, int wanted);

  /** The consumer of a run waits and lends its thread; false if it is not needed. */
  boolean help(Run<?, ?> run) throws InterruptedException;

  /** The tasks of a run are to end as soon as they can. Returns at once. */
  void cancel(Run<?, ?> run);

  /** Cancels all runs, ends the workers and waits for them, but not for ever. */
  @Override
  void close();
}
