package dev.headway.progress;

import org.jspecify.annotations.Nullable;

/** What a progress was begun in, and ends with at the latest. */
sealed interface TaskBinding {

  /** True if that has ended. Never becomes false again. */
  boolean over();

  /**
   * Where a progress is shown, and what it was begun in. Written by the display that shows it, read
   * by any thread.
   */
  final class Place {
    private volatile @Nullable Object display;
    private volatile @Nullable OfTask origin;
    private volatile @Nullable TaskBinding taskBinding;

    /**
     * Says it anew.
     *
     * @param where the display
     * @param begunIn the task in which it was begun, whether that is shown or not
     * @param shownIn what it is shown in; null if it has a row of its own
     */
    void set(Object where, @Nullable OfTask begunIn, @Nullable TaskBinding shownIn) {
      display = where;
      origin = begunIn;
      taskBinding = shownIn;
    }

    /** Of the task, nothing is kept for longer than it takes. */
    void forgetTask() {
      origin = null;
      taskBinding = null;
    }

    @Nullable TaskBinding taskBinding() {
      return taskBinding;
    }
  }

  /** A task that a thread of this process runs. */
  record OfTask(WorkerCounters.Turn turn, int task) implements TaskBinding {
    /** The task that the calling thread runs; null if it runs none. */
    static @Nullable OfTask ofThread() {
      WorkerCounters.Turn turn = WorkerCounters.Turn.ofThread();
      return turn == null ? null : new OfTask(turn, turn.tasks().running());
    }

    @Override
    public boolean over() {
      return task < 0 || turn.isOver() || turn.tasks().running() != task;
    }

    /**
     * This task, or the one around it that the display shows: a quiet pool inside of a task is not
     * shown, what its tasks begin is.
     */
    @Nullable OfTask on(Object display) {
      OfTask scope = this;
      while (scope != null && scope.turn.place().display != display) {
        scope = scope.turn.place().origin;
      }
      return scope;
    }

    /** The outermost task around this one on the same display: the one that has a row. */
    OfTask root() {
      OfTask scope = this;
      while (scope.turn.place().taskBinding instanceof OfTask outer) {
        scope = outer;
      }
      return scope;
    }
  }

  /** The task that this process runs for another. */
  record OfProcess(ProgressForwarder forwarder, long task) implements TaskBinding {
    @Override
    public boolean over() {
      return forwarder.task() != task;
    }
  }
}
