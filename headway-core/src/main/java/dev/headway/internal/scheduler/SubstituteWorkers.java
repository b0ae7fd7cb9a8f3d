package dev.headway.internal.scheduler;

import dev.headway.internal.run.Attendance;
import dev.headway.internal.run.Run;
import dev.headway.work.Worker;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Lets tasks of other pools work for the jobs of this one that they wait for, one at a time, while
 * all workers of this pool are in tasks that wait for jobs too. Otherwise pools whose tasks need
 * each other would wait for ever. Safe for use by several threads.
 */
final class SubstituteWorkers {
  private final Attendance attendance = new Attendance();
  private final List<WorkerSlot> slots = new CopyOnWriteArrayList<>();
  private final int firstNumber;
  private final IntFunction<Worker> makeWorker;
  private final Consumer<Run<?, ?>> onTaken;
  private final BitSet numbers = new BitSet(); // Those that are used. Guarded by this.

  /**
   * @param firstNumber the first number that no worker of the pool has
   * @param makeWorker makes a worker of a number
   * @param onTaken is called when a batch was taken
   */
  SubstituteWorkers(int firstNumber, IntFunction<Worker> makeWorker, Consumer<Run<?, ?>> onTaken) {
    this.firstNumber = firstNumber;
    this.makeWorker = makeWorker;
    this.onTaken = onTaken;
  }

  /** Returns where the pool's own threads are counted. */
  Attendance attendance() {
    return attendance;
  }

  /** Returns true if the calling thread runs a task, so that it may work here. */
  static boolean mayWork() {
    return WorkerSlot.current() != null;
  }

  /**
   * Performs one batch of a run for which a task of another pool waits, on its thread. Returns
   * false if another thread will do so, or if there is none now.
   *
   * @throws InterruptedException if the task that waits was cancelled, or is over its time
   */
  boolean work(Run<?, ?> run) throws InterruptedException {
    WorkerSlot outer = WorkerSlot.current();
    if (outer == null || !run.work().hasTasks(1)) {
      return false;
    }
    Attendance.Place place = attendance.beginAlone();
    if (place == null) {
      return false;
    }
    try {
      return work(run, outer);
    } finally {
      place.end();
    }
  }

  private boolean work(Run<?, ?> run, WorkerSlot outer) throws InterruptedException {
    outer.requireWanted();
    int number = takeNumber();
    try {
      return work(run, outer, number);
    } finally {
      giveBack(number);
    }
  }

  private boolean work(Run<?, ?> run, WorkerSlot outer, int number) throws InterruptedException {
    Worker worker = makeWorker.apply(number);
    WorkerSlot slot = WorkerSlot.substitute(number, worker, outer);
    slots.add(slot);
    try {
      worker.prepare();
      boolean worked = slot.work(run, onTaken);
      outer.requireWanted();
      return worked;
    } finally {
      slots.remove(slot);
      worker.close();
    }
  }

  private synchronized int takeNumber() {
    int free = numbers.nextClearBit(0);
    numbers.set(free);
    return firstNumber + free;
  }

  private synchronized void giveBack(int number) {
    numbers.clear(number - firstNumber);
  }

  /** Cancels what is performed for a run. Called by any thread. */
  void cancel(Run<?, ?> run) {
    slots.forEach(slot -> slot.cancel(run));
  }
}
