package dev.headway.work;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks run: {@link Serial}, {@link Threads}, worker processes, or your own.
 *
 * <p>A backend is a description: making one starts nothing. A pool asks it for its workers, one by
 * one, when there is work for them. It drives each with a thread of {@link #threadFactory()}, or on
 * the {@link #executor()} of the program.
 *
 * <p>Backends are immutable and may be given to several pools.
 */
public interface Backend {

  /**
   * The number of tasks that can run at once.
   *
   * @return at least 1
   */
  int workers();

  /**
   * Makes a worker. Cheap: the worker starts in {@link Worker#prepare}.
   *
   * @param number its number, from 0 to {@code workers() + queuedBatches() - 1}
   * @param listener receives what the worker prints
   * @return a new worker
   */
  Worker worker(int number, WorkerListener listener);

  /**
   * How many batches may wait where they run, behind those that run. A slot that ends its batch
   * then begins the next one at once. The pool has that many more workers, which wait in turn; no
   * more tasks run at once.
   *
   * @return 0, which is right where a batch begins as soon as it is dispatched
   */
  default int queuedBatches() {
    return 0;
  }

  /**
   * Refuses a function that cannot run here, before anything starts.
   *
   * @param function what a job is to apply
   * @throws IllegalArgumentException if it cannot run on this backend; the message says why and
   *     what to do
   * @throws WorkerStartException if it is known by now that no worker can be started
   */
  default void check(TaskFunction<?, ?> function) {}

  /**
   * Makes the function that the workers of one run apply. The thread that asks for the results
   * calls it as the run begins: so what belongs to this thread can go with the tasks.
   *
   * @param <A> the type of the inputs
   * @param <B> the type of the results
   * @param function what the job applies; a {@link BoundFunction} if it has a state
   * @return the same function, unless the backend adds something
   */
  default <A extends @Nullable Object, B extends @Nullable Object> TaskFunction<A, B> functionOfRun(
      TaskFunction<A, B> function) {
    return function;
  }

  /**
   * The executor of the program that drives the workers, in place of threads of the pool's own. A
   * worker is an action there while it has work. The pool never shuts the executor down.
   *
   * @return the executor, or null for threads of {@link #threadFactory()}
   */
  default @Nullable Executor executor() {
    return null;
  }

  /**
   * The threads that drive the workers, one for each. The pool names them by the numbers of their
   * workers: {@code headway-worker-3}.
   *
   * @return makes unstarted daemon threads
   */
  default ThreadFactory threadFactory() {
    return runnable -> {
      Thread thread = new Thread(runnable);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * What it costs to give a worker a batch and to receive its results. The pool makes batches of
   * tiny tasks so large that this is small against their work.
   *
   * @return 10 microseconds, about what it takes where workers are threads
   */
  default Duration dispatchCost() {
    return Duration.ofNanos(10_000);
  }

  /**
   * How long a worker takes to start. The pool starts no worker for a job that the others will have
   * finished by then. It starts none for tiny tasks while the workers that are up keep all
   * processors busy.
   *
   * @return zero, which is right where workers are threads
   */
  default Duration startUp() {
    return Duration.ZERO;
  }

  /**
   * Tells whether a worker can always end its task, by force if need be. If it cannot, as with
   * threads, the pool gives up a worker whose task does not end after its timeout, and continues
   * with another.
   *
   * @return false, except where workers can be killed
   */
  default boolean canKillTasks() {
    return false;
  }

  /**
   * Tells whether the one worker is driven by the thread that asks for results, and by no other.
   *
   * @return false, except for {@link Serial}, and for worker processes inside a worker process
   */
  default boolean runsInCallersThread() {
    return false;
  }
}
