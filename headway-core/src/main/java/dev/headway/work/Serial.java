package dev.headway.work;

import dev.headway.internal.time.HelperThreads;
import java.util.concurrent.Executor;

/**
 * The caller's own thread: each task runs when its result is asked for. For debugging, for
 * comparison, and for code that must stay on one thread; with {@code toListAsync()} that is the
 * thread that collects the values. A task that ignores its interrupt is never given up.
 *
 * <pre>{@code
 * try (Pool pool = Pool.on(Serial.here())) {
 *   List<Integer> lengths = pool.map(words, String::length).toList();
 * }
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads; each runs its own tasks.
 */
public final class Serial implements Backend {

  /** Runs the time-outs of all workers on one thread. Not part of the description. */
  private final Executor timerExecutor = new HelperThreads(1, "headway-timeout-");

  private Serial() {}

  /**
   * Makes a backend that runs every task on the thread that asks for its result.
   *
   * @return the backend
   */
  public static Serial here() {
    return new Serial();
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public Worker worker(int number, WorkerListener listener) {
    return new ThreadWorker(timerExecutor, listener);
  }

  @Override
  public boolean runsInCallersThread() {
    return true;
  }

  @Override
  public String toString() {
    return "the caller's thread";
  }
}
