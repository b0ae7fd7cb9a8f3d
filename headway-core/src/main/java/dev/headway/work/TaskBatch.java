package dev.headway.work;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a worker is given at once. The worker reports here what became of each. Runs make
 * batches; workers perform them.
 *
 * <p>The worker goes through the tasks in order. For each it calls {@link #started} and then one of
 * {@link #succeeded}, {@link #failed}, {@link #timedOut} and {@link #crashed}. A task that was not
 * started when {@link Worker#perform} ends goes back to the run: another worker runs it, or it is
 * cancelled with the run. A task that was started never goes back, since no task runs twice unless
 * the caller asks for it. If the worker does not report it, it has crashed.
 *
 * <p>All methods are called by the thread that performs the batch; {@link #cancelled} may be called
 * by any thread.
 *
 * @param <A> the type of the inputs
 * @param <B> the type of the results
 */
public interface TaskBatch<A extends @Nullable Object, B extends @Nullable Object> {

  /**
   * The function to apply. It is the same object in all batches of one run, so that a worker can
   * tell whether it has it already.
   *
   * @return the function
   */
  TaskFunction<? super A, ? extends B> function();

  /**
   * The number of tasks in this batch.
   *
   * @return at least 1
   */
  int size();

  /**
   * The place in the source of one of the tasks.
   *
   * @param task its place in this batch, from 0
   * @return the index, from 0
   */
  long index(int task);

  /**
   * The input of one of the tasks.
   *
   * @param task its place in this batch, from 0
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
   * Tells whether the thread that performs the batch is the caller's own, which asks for results
   * and works meanwhile. Then an interrupt that a worker has not sent belongs to the caller.
   *
   * @return false for the threads of a pool
   */
  default boolean onCallersThread() {
    return false;
  }

  /**
   * Tells whether the thread that performs the batch waits for its results and works meanwhile. It
   * is the caller's own, or one of a pool whose task asks for them. Then the context of the caller
   * is there already.
   *
   * @return false if another thread waits for the results, or none does yet
   */
  default boolean onWaitingThread() {
    return onCallersThread();
  }

  /**
   * How long one task may run, from its start in the worker.
   *
   * @return the limit, or null if there is none
   */
  @Nullable Duration timeout();

  /**
   * Says how to tell that the worker is alive, whatever its task does. A worker in this process
   * need not say so.
   *
   * @param heartbeats a number that changes every second or so, a negative one once the worker is
   *     dead; read by any thread
   */
  default void heartbeat(LongSupplier heartbeats) {}

  /**
   * Says how to tell that the function does not run at this instant, because inputs or results are
   * in transit. A worker in this process need not say so.
   *
   * @param inTransit true while they are; read by any thread
   */
  default void sending(BooleanSupplier inTransit) {}

  /**
   * Says which process performs the batch, if it is another one, and how to read the progress of
   * its running task.
   *
   * @param pid the number of the process
   * @param progress what its {@link TaskProgressReporter} reported last of the task that runs now;
   *     read by any thread
   */
  default void remoteProcess(long pid, Supplier<List<TaskProgress>> progress) {}

  /**
   * Says that the batch has waited until now for its turn where it runs: that time is none of its
   * tasks'. A worker that begins at once need not say so.
   */
  default void waited() {}

  /**
   * Where a worker of a cluster says more of this batch.
   *
   * @return the receiver; it may ignore all
   */
  default ClusterReport cluster() {
    return ClusterReport.NONE;
  }

  /**
   * Says how many bytes the inputs and the results of this batch have in transit: the larger they
   * are, the smaller the next batches.
   *
   * @param bytes all together, so far
   */
  default void bytesTransferred(long bytes) {}

  /**
   * Says that the reports of several tasks follow, which arrived together. When each of them ended
   * is not known, so they share the time since the last report.
   *
   * @param tasks how many, at least 1
   */
  default void arrivedTogether(int tasks) {}

  /**
   * Says that the function is about to be applied.
   *
   * @param task its place in this batch, from 0
   */
  void started(int task);

  /**
   * Takes {@link #started} back: the worker has died, and it is certain that the function was not
   * applied. The task goes back to the run, like those that were not started.
   *
   * @param task its place in this batch, from 0
   */
  default void notStarted(int task) {}

  /**
   * Says that the function returned.
   *
   * @param task its place in this batch, from 0
   * @param value what it returned
   */
  void succeeded(int task, B value);

  /**
   * Says that the function threw, or that the input or the result could not be serialized.
   *
   * @param task its place in this batch, from 0
   * @param error what was thrown
   */
  void failed(int task, Throwable error);

  /**
   * Says that the worker cannot begin the task, since it lacks something that other workers may
   * have, such as the class of the function. If others do the tasks of the run well, this one runs
   * elsewhere, and the worker is taken out of service; otherwise it has failed.
   *
   * @param task its place in this batch, from 0
   * @param error what keeps the worker from it
   * @return true if the task runs elsewhere: the worker reports nothing more of this batch, and
   *     returns
   */
  default boolean workerUnfit(int task, Throwable error) {
    failed(task, error);
    return false;
  }

  /**
   * Says that the task was ended because it ran for longer than {@link #timeout()}.
   *
   * @param task its place in this batch, from 0
   */
  void timedOut(int task);

  /**
   * Says that the worker died while it ran the task.
   *
   * @param task its place in this batch, from 0
   * @param error how the worker ended
   */
  void crashed(int task, WorkerCrashedException error);
}
