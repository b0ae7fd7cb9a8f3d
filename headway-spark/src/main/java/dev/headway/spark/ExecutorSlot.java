package dev.headway.spark;

import dev.headway.internal.text.UserText;
import dev.headway.work.Backend;
import dev.headway.work.TaskFunction;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A worker in an executor, kept warm between batches, with the functions that it knows. */
final class ExecutorSlot implements WorkerListener {
  private static final int MAX_FUNCTIONS = 8;
  private static final long POLL_MILLIS = 10;

  /** How long a task may go on after its limit, as in a pool of threads. */
  private static final long GRACE_NANOS = 1_000_000_000;

  private static final int MAX_ERROR_LENGTH = 1000;
  private static final long MAX_PAUSE_MILLIS = 2000;

  /** In so long a JVM that has begun to end is gone. */
  private static final long END_MILLIS = 10_000;

  /** A function that the worker has, and what finds its classes. */
  record Known(TaskFunction<Wire, byte[]> function, ClassLoader loader) {}

  private final Worker worker;
  private final boolean killsTasks;
  private final ExecutorService thread;
  private final Map<String, Known> functions = new LinkedHashMap<>();
  private final OutputGate gate = new OutputGate(ExecutorLink::outputRoom);
  private volatile @Nullable ExecutorBatch batch;

  /** The number of the batch that it had last; negative before the first. */
  private volatile long latest = -1;

  /** How often its worker did not start since it did. */
  private final AtomicInteger failedStarts = new AtomicInteger();

  /** The slot of the driver that had it last, and finds its states here. */
  private volatile int user = -1;

  ExecutorSlot(Backend backend, int number) {
    this.worker = backend.worker(number, this);
    this.killsTasks = backend.canKillTasks();
    this.thread =
        Executors.newSingleThreadExecutor(
            runnable -> {
              Thread made = new Thread(runnable, "headway-slot-" + number);
              made.setDaemon(true);
              return made;
            });
  }

  int user() {
    return user;
  }

  void user(int newUser) {
    user = newUser;
  }

  /** The function of a job as this worker has it: one object, so that it travels once. */
  Known function(String id, byte[] bytes) {
    Known known = functions.remove(id);
    Known function =
        known == null
            ? new Known(
                WireFunction.of(bytes),
                new DriverClassLoader(id, Thread.currentThread().getContextClassLoader()))
            : known;
    functions.put(id, function);
    if (functions.size() > MAX_FUNCTIONS) {
      functions.remove(functions.keySet().iterator().next());
    }
    return function;
  }

  /**
   * Performs a batch, and sends what it reports. If the calling thread is interrupted, the batch is
   * cancelled; the call returns when the worker has obeyed. If a task goes on for too long after
   * its limit, the call returns without the worker.
   *
   * @param loader finds the classes of the function
   * @return false if the worker is still in a task, so that nobody can use the slot any more
   * @throws InterruptedException if it was cancelled
   */
  boolean perform(ExecutorBatch performed, ClassLoader loader) throws InterruptedException {
    gate.begin(performed.questionMillis());
    latest = performed.number();
    batch = performed;
    Future<?> end = thread.submit(() -> run(performed, loader));
    boolean cancelled = false;
    while (true) {
      try {
        end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        break;
      } catch (TimeoutException e) {
        if (!cancelled
            && !killsTasks
            && performed.abandon(GRACE_NANOS + worker.heldUp().toNanos())) {
          batch = null;
          return false;
        }
        performed.poll();
      } catch (InterruptedException e) {
        cancelled = true;
        performed.cancel();
        gate.open(); // Its end must not wait for a reader.
        worker.cancel();
      } catch (ExecutionException e) {
        throw new IllegalStateException("The worker of the slot failed.", e.getCause());
      }
    }
    performed.close();
    batch = null;
    if (cancelled) {
      throw new InterruptedException();
    }
    // A JVM that ends would lose what it is given now.
    Thread.sleep(ExecutorEnd.isNear() ? END_MILLIS : pauseMillis(failedStarts.get()));
    return true;
  }

  /**
   * How long a slot is kept after its worker did not start. A slot that can do nothing is always
   * free, and would take each batch from those that can.
   *
   * @param failures how often it did not start, one after the other; the first may be an accident
   */
  static long pauseMillis(int failures) {
    return failures < 2 ? 0 : Math.min(MAX_PAUSE_MILLIS, 25L << Math.min(failures, 10));
  }

  private void run(ExecutorBatch performed, ClassLoader loader) {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      if (prepare(performed, loader)) {
        worker.perform(performed);
      }
    } catch (InterruptedException e) {
      // The batch was cancelled, or the executor ends.
    }
  }

  /** Returns false if the worker did not start, which is told then. */
  private boolean prepare(ExecutorBatch performed, ClassLoader loader) throws InterruptedException {
    WorkerStartException fault;
    try {
      worker.prepare();
      failedStarts.set(0);
      return true;
    } catch (WorkerStartException e) {
      fault = e;
    } catch (RuntimeException | Error e) { // Spark would give the job up for it.
      fault =
          new WorkerStartException(
              "A worker could not be started: " + UserText.of(e, MAX_ERROR_LENGTH), e, true);
    }
    failedStarts.incrementAndGet();
    performed.release(); // The executor may die in the pause that follows.
    if (!ExecutorEnd.isNear()) {
      performed.report(
          new TaskEvent(
              TaskEvent.Kind.UNSTARTABLE, TaskEvent.WHOLE_BATCH, Payloads.ofError(fault, loader)));
    }
    return false;
  }

  @Override
  public void printed(int number, Output output, byte[] text, boolean lineContinues) {
    gate.pass(latest, text.length);
    ExecutorBatch printing = batch;
    boolean noted = printing != null && printing.printed(output, text, lineContinues);
    long ended = latest;
    if (!noted && ended >= 0) { // It comes by a pipe, which may be later than the end of its task.
      TaskEvent event =
          new TaskEvent(
              TaskEvent.Kind.PRINTED,
              TaskEvent.WHOLE_BATCH,
              ExecutorFacts.printed(output, text, lineContinues));
      ExecutorLink.send(TaskEvent.message(ended, List.of(event)));
    }
  }

  void close() {
    gate.open();
    worker.close();
    thread.shutdownNow();
  }
}
