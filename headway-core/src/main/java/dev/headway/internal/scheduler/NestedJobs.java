package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import dev.headway.work.Worker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The jobs inside of the tasks of one worker. While a task waits for such a job, its thread works
 * for it: perhaps no other thread is free. One thread works; other threads may cancel.
 */
final class NestedJobs {
  private final List<WorkerSlot> nested = new CopyOnWriteArrayList<>();
  private final IntFunction<Worker> makeWorker;
  private final Consumer<Run<?, ?>> onTaken;

  /**
   * @param makeWorker makes a worker of a number
   * @param onTaken is called when a batch was taken
   */
  NestedJobs(IntFunction<Worker> makeWorker, Consumer<Run<?, ?>> onTaken) {
    this.makeWorker = makeWorker;
    this.onTaken = onTaken;
  }

  /**
   * Performs one batch of a job inside of a task. Returns false if the job has none now.
   *
   * @param slot performs the outermost task on this thread
   * @throws InterruptedException if the task that waits was cancelled, or is over its time
   */
  boolean work(Run<?, ?> run, WorkerSlot slot) throws InterruptedException {
    WorkerSlot outer = nested.isEmpty() ? slot : nested.get(nested.size() - 1);
    outer.requireWanted();
    if (!run.work().hasTasks(1)) {
      return false; // Before a worker is made, which may cost something.
    }
    boolean busy = slot.performing() || nested.stream().anyMatch(WorkerSlot::performing);
    Worker worker = busy ? makeWorker.apply(slot.number()) : slot.worker();
    WorkerSlot inner = WorkerSlot.ofCaller(slot.number(), worker, outer);
    nested.add(inner);
    try {
      worker.prepare();
      boolean worked = inner.work(run, onTaken);
      outer.requireWanted();
      return worked;
    } finally {
      nested.remove(inner);
      if (busy) {
        worker.close();
      }
    }
  }

  /** Cancels what is performed for a run. Called by any thread. */
  void cancel(Run<?, ?> run) {
    nested.forEach(inner -> inner.cancel(run));
  }
}
