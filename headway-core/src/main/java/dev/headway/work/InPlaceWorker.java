package dev.headway.work;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Applies the function on the thread that performs the claim. */
final class InPlaceWorker implements Worker {
  /** True if that thread is the caller's own, whose interrupts belong to the caller. */
  private final boolean callersThread;

  private final Alarm alarm;
  private final WorkerStates states = new WorkerStates();
  private final Object lock = new Object();
  private @Nullable Thread runner;
  private boolean interrupted;

  InPlaceWorker(boolean callersThread, Executor lookers, WorkerListener listener) {
    this.callersThread = callersThread;
    this.alarm = new Alarm(lookers, listener);
  }

  @Override
  public void prepare() {}

  @Override
  public void perform(Claim<?, ?> claim) throws InterruptedException {
    synchronized (lock) {
      runner = Thread.currentThread();
    }
    try {
      run(claim);
    } finally {
      synchronized (lock) {
        runner = null;
        // On the caller's thread only the interrupt that cancel() sent is ours to take back.
        if (interrupted || !callersThread) {
          interrupted = false;
          Thread.interrupted();
        }
      }
    }
  }

  private <A extends @Nullable Object, B extends @Nullable Object> void run(Claim<A, B> claim)
      throws InterruptedException {
    TaskFunction<? super A, ? extends B> function = claim.function();
    Duration limit = claim.timeout();
    for (int task = 0; task < claim.size() && mayStart(claim); task++) {
      claim.started(task);
      if (limit != null) {
        alarm.set(limit);
      }
      B value = null;
      Throwable error = null;
      try {
        value = states.bind(function).apply(claim.input(task));
      } catch (Throwable e) { // Whatever the function throws costs its own task alone.
        error = e;
      }
      boolean late = limit != null && alarm.stop();
      if (late && !claim.cancelled()) {
        claim.timedOut(task);
      } else if (error == null) {
        claim.succeeded(task, result(value));
      } else if (error instanceof InterruptedException interrupt
          && (claim.cancelled() || callersThread)) {
        if (!claim.cancelled()) {
          throw interrupt; // The caller is to learn of it.
        }
        return;
      } else {
        claim.failed(task, error);
      }
    }
  }

  @SuppressWarnings("NullAway") // Null where the function returned null.
  private static <B extends @Nullable Object> B result(@Nullable B value) {
    return value;
  }

  /** An interrupt that a task left behind is not meant for the next one. */
  private boolean mayStart(Claim<?, ?> claim) {
    if (!callersThread) {
      Thread.interrupted();
    }
    return !claim.cancelled(); // Last: a claim is cancelled before its thread is interrupted.
  }

  @Override
  public Duration heldUp() {
    return alarm.heldUp();
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
    alarm.close();
    synchronized (lock) {
      if (runner == null) { // What a task still uses is left to it.
        states.close();
      }
    }
  }
}
