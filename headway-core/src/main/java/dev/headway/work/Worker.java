package dev.headway.work;

import java.time.Duration;

/**
 * One executor of tasks: a thread, a child JVM, a slot of a cluster.
 *
 * <p>The pool drives each worker with one thread, its worker thread: {@link #prepare}, then {@link
 * #perform} for batch after batch. {@link #cancel} and {@link #close} come from other threads, at
 * any time.
 */
public interface Worker extends AutoCloseable {

  /**
   * Makes the worker ready to take a task: starts it on the first call and after it died, and does
   * nothing when it is ready. The worker thread calls it before each batch, so that no input waits
   * for a worker that still starts.
   *
   * @throws WorkerStartException if the worker cannot be started; the message says why
   * @throws InterruptedException if the worker thread was interrupted
   */
  void prepare() throws InterruptedException;

  /**
   * Runs the tasks of a batch in order and reports each. Returns when all are reported, when the
   * batch is cancelled, or when the worker died. A task that was started and not reported by then
   * has crashed; the others go back.
   *
   * @param batch what to run, and where to report
   * @throws InterruptedException if the thread was interrupted; on the thread that waits for the
   *     results this ends the run
   */
  void perform(TaskBatch<?, ?> batch) throws InterruptedException;

  /**
   * Asks the worker to end the batch that it performs now, if there is one, as soon as it can: a
   * thread is interrupted. Returns at once.
   */
  void cancel();

  /**
   * The CPU time that the worker has taken so far, if it is a process of its own. May be called by
   * any thread, several times a second.
   *
   * @return zero if the worker is a part of this program, has no process now, or does not know its
   *     CPU time
   */
  default Duration cpuTime() {
    return Duration.ZERO;
  }

  /**
   * For how long the running task has waited for a reader of its output. That time does not count
   * for its timeout.
   *
   * @return zero if it did not, or if the worker enforces its timeouts itself
   */
  default Duration heldUp() {
    return Duration.ZERO;
  }

  /**
   * Whether the running task is over its timeout and was interrupted for that. Then a job that the
   * task waits for, and that runs on the same thread, ends too. May be called by any thread.
   *
   * @return false if it is not, or if tasks of the worker do not run on the worker thread
   */
  default boolean isTaskLate() {
    return false;
  }

  /**
   * Whether the end of the worker waits for a reader of what its tasks have printed. Meanwhile a
   * closing pool waits too, or the text would be lost.
   *
   * @return true while that is so
   */
  default boolean isEndHeldUp() {
    return false;
  }

  /** Ends the worker for good, with what it runs. Does not throw; a second call does nothing. */
  @Override
  void close();
}
