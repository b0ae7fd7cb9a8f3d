package dev.headway.work;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that one worker took from a run at once, and the place where it says what became of
 * each. Runs make claims; workers perform them.
 *
 * <p>The worker goes through the tasks in order. For each it calls {@link #started} and then one of
 * {@link #succeeded}, {@link #failed}, {@link #timedOut} and {@link #crashed}. Tasks that it did
 * not report when {@link Worker#perform} ends go back to the run: they are run by another worker,
 * or are cancelled if the run is. A task that was started never goes back, since no task runs twice
 * unless the caller asks for it: if the worker says nothing more of it, it has crashed.
 *
 * <p>All methods are called by the thread that performs the claim; {@link #cancelled} may be called
 * by any thread.
 *
 * @param <A> the type of the inputs
 * @param <B> the type of the results
 */
public interface TaskBatch<A extends @Nullable Object, B extends @Nullable Object> {

  /**
   * The function to apply. The same object in all claims of one run, so that a worker can tell
   * whether it has it already.
   *
   * @return the function
   */
  TaskFunction<? super A, ? extends B> function();

  /**
   * The number of tasks in this claim.
   *
   * @return at least 1
   */
  int size();

  /**
   * The place in the source of one of the tasks.
   *
   * @param task its place in this claim, from 0
   * @return the index, from 0
   */
  long index(int task);

  /**
   * The input of one of the tasks.
   *
   * @param task its place in this claim, from 0
   * @return the input
   */
  A input(int task);

  /**
   * Tells whether the run was cancelled, or the task that waits for it on this thread: no further
   * task should be started.
   *
   * @return true once it is cancelled
   */
  boolean cancelled();

  /**
   * How long one task may run, from its start in the worker.
   *
   * @return the limit, or null if there is none
   */
  @Nullable Duration timeout();

  /**
   * Says how to tell that the worker is alive, whatever its task does. A worker that is the program
   * itself has no need to.
   *
   * @param heartbeats a number that changes every second or so, a negative one once the worker is
   *     dead; read by any thread
   */
  default void heartbeat(LongSupplier heartbeats) {}

  /**
   * Says how to tell that the function does not run at this instant, because inputs or results are
   * on their way. A worker that is the program itself has no need to.
   *
   * @param inTransit true while they are; read by any thread
   */
  default void sending(BooleanSupplier inTransit) {}

  /**
   * Says which process performs the claim, if it is another, and how to learn how far the task is
   * that runs there.
   *
   * @param pid the number of the process
   * @param progress what its {@link TaskProgressReporter} told last of the task that runs now; read
   *     by any thread
   */
  default void remoteProcess(long pid, Supplier<List<TaskProgress>> progress) {}

  /**
   * Says how much the inputs and the results of this claim were on their way, where they travel: of
   * what is large, less is claimed at once.
   *
   * @param bytes all together, so far
   */
  default void bytesTransferred(long bytes) {}

  /**
   * Says that the reports of so many tasks follow, which came all together: when each of them ended
   * is not known, and they share the time since the last report.
   *
   * @param tasks how many, at least 1
   */
  default void arrived(int tasks) {}

  /**
   * Says that the function is about to be applied.
   *
   * @param task its place in this claim, from 0
   */
  void started(int task);

  /**
   * Takes {@link #started} back: the worker has died, and it is certain that the function was not
   * applied. The task goes back to the run, like those that were not started.
   *
   * @param task its place in this claim, from 0
   */
  default void notStarted(int task) {}

  /**
   * Says that the function returned.
   *
   * @param task its place in this claim, from 0
   * @param value what it returned
   */
  void succeeded(int task, B value);

  /**
   * Says that the function threw, or that the input or the result could not travel.
   *
   * @param task its place in this claim, from 0
   * @param error what was thrown
   */
  void failed(int task, Throwable error);

  /**
   * Says that the worker cannot begin the task, since it lacks something that other workers may
   * have, such as the class of the function. If others do the tasks of the run well, this one runs
   * elsewhere, and the worker is taken out of service; otherwise it has failed.
   *
   * @param task its place in this claim, from 0
   * @param error what keeps the worker from it
   * @return true if the task runs elsewhere: the worker says nothing more of this claim, and
   *     returns
   */
  default boolean unfit(int task, Throwable error) {
    failed(task, error);
    return false;
  }

  /**
   * Says that the task was ended because it ran for longer than {@link #timeout()}.
   *
   * @param task its place in this claim, from 0
   */
  void timedOut(int task);

  /**
   * Says that the worker died while it ran the task.
   *
   * @param task its place in this claim, from 0
   * @param error how the worker ended
   */
  void crashed(int task, WorkerCrashedException error);
}
