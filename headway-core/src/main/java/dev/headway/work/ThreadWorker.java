package dev.headway.work;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Applies the function on the thread that performs the batch. */
final class ThreadWorker implements Worker {
  private final TaskTimer timer;
  private final StateCache states = new StateCache();
  private final Object lock = new Object();
  private @Nullable Thread runner;
  private boolean interrupted;
  private boolean closed;

  ThreadWorker(Executor timerExecutor, WorkerListener listener) {
    this.timer = new TaskTimer(timerExecutor, listener);
  }

  @Override
  public void prepare() {}

  @Override
  public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
    synchronized (lock) {
      runner = Thread.currentThread();
    }
    boolean outer = DecoratedTasks.noteWait(batch.onWaitingThread());
    try {
      run(batch);
    } finally {
      DecoratedTasks.noteWait(outer);
      boolean wasClosed;
      synchronized (lock) {
        runner = null;
        wasClosed = closed;
        // On the caller's thread clear only the interrupt that cancel() sent.
        if (interrupted || !batch.onCallersThread()) {
          interrupted = false;
          Thread.interrupted();
        }
      }
      if (wasClosed) {
        states.close(); // The task went on when the worker was closed.
      }
    }
  }

  private <A extends @Nullable Object, B extends @Nullable Object> void run(TaskBatch<A, B> batch)
      throws InterruptedException {
    TaskFunction<? super A, ? extends B> function = batch.function();
    Duration limit = batch.timeout();
    boolean callersThread = batch.onCallersThread();
    for (int task = 0; task < batch.size() && mayStart(batch, callersThread); task++) {
      batch.started(task);
      if (limit != null) {
        timer.start(limit);
      }
      B value = null;
      Throwable error = null;
      try {
        value = states.bind(function).apply(batch.input(task));
      } catch (Throwable e) { // Whatever the function throws costs its own task alone.
        error = e;
      }
      boolean late = limit != null && timer.stop();
      if (batch.cancelled()) {
        return; // It was interrupted, however it tells so: it may have returned what is not true.
      } else if (late) {
        batch.timedOut(task);
      } else if (error == null) {
        batch.succeeded(task, result(value));
      } else if (error instanceof InterruptedException interrupt && callersThread) {
        throw interrupt; // The caller must receive it.
      } else {
        batch.failed(task, error);
      }
    }
  }

  @SuppressWarnings("NullAway") // Null where the function returned null.
  private static <B extends @Nullable Object> B result(@Nullable B value) {
    return value;
  }

  /** Clears an interrupt that a task left behind. Returns true unless the batch was cancelled. */
  private static boolean mayStart(TaskBatch<?, ?> batch, boolean callersThread) {
    if (!callersThread) {
      Thread.interrupted();
    }
    return !batch.cancelled(); // Last: a batch is cancelled before its thread is interrupted.
  }

  @Override
  public Duration heldUp() {
    return timer.heldUp();
  }

  @Override
  public boolean isTaskLate() {
    return timer.isLate();
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      if (runner != null) {
        interrupted = true;
        runner.interrupt();
      }
    }
  }

  @Override
  public void close() {
    cancel();
    timer.close();
    synchronized (lock) {
      closed = true;
      if (runner == null) { // What a task still uses is closed after it.
        states.close();
      }
    }
  }
}
