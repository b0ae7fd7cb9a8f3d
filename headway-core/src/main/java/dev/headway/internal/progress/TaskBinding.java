package dev.headway.internal.progress;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Binds a progress to the task in which it was begun, and with which it ends at the latest. */
public sealed interface TaskBinding {

  /** Returns whether that task has ended. Never becomes false again. */
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
     * Sets all three values.
     *
     * @param where the display
     * @param task the task in which it was begun, whether that is shown or not
     * @param binding what it is shown in; null if it has a row of its own
     */
    public void set(Object where, @Nullable OfTask task, @Nullable TaskBinding binding) {
      display = where;
      origin = task;
      taskBinding = binding;
    }

    /** Forgets the task, so that nothing of it stays in memory. */
    public void forgetTask() {
      origin = null;
      taskBinding = null;
    }

    @Nullable
    public TaskBinding taskBinding() {
      return taskBinding;
    }
  }

  /** A task that a thread of this process runs. */
  record OfTask(BatchScope scope, int task) implements TaskBinding {
    /** The task that the calling thread runs; null if it runs none. */
    static @Nullable public OfTask ofThread() {
      BatchScope scope = BatchScope.ofThread();
      return scope == null ? null : new OfTask(scope, scope.tasks().running());
    }

    @Override
    public boolean over() {
      return task < 0 || scope.isOver() || scope.tasks().running() != task;
    }

    /**
     * Returns this task, or the innermost task around it that the display shows. A quiet pool
     * inside of a task is not shown, but the progress of its tasks is.
     */
    @Nullable
    public OfTask on(Object display) {
      OfTask task = this;
      while (task != null && task.scope.place().display != display) {
        task = task.scope.place().origin;
      }
      return task;
    }

    /** Returns the outermost task around this one on the same display, which has a row. */
    OfTask root() {
      OfTask task = this;
      while (task.scope.place().taskBinding instanceof OfTask outer) {
        task = outer;
      }
      return task;
    }
  }

  /** The task that this worker process runs for its parent. */
  record OfProcess(ProgressForwarder forwarder, long task) implements TaskBinding {
    @Override
    public boolean over() {
      return forwarder.task() != task;
    }
  }

  /**
   * The time in which a thread performs a batch. What it begins to show meanwhile belongs to the
   * task of the batch that runs then. Closed by that thread; a scope inside of another ends before
   * it.
   */
  final class BatchScope implements AutoCloseable {
    private static final ThreadLocal<@Nullable BatchScope> CURRENT = new ThreadLocal<>();

    private final Place place;
    private final ActiveTasks tasks;
    private final Consumer<BatchScope> onClose;
    private final @Nullable BatchScope outer;
    private volatile boolean over;

    private BatchScope(Place place, ActiveTasks tasks, Consumer<BatchScope> onClose) {
      this.place = place;
      this.tasks = tasks;
      this.onClose = onClose;
      this.outer = CURRENT.get();
    }

    /** Begins it on the calling thread. */
    static BatchScope begin(Place place, ActiveTasks tasks, Consumer<BatchScope> onClose) {
      BatchScope begun = new BatchScope(place, tasks, onClose);
      CURRENT.set(begun);
      return begun;
    }

    static @Nullable BatchScope ofThread() {
      return CURRENT.get();
    }

    Place place() {
      return place;
    }

    ActiveTasks tasks() {
      return tasks;
    }

    boolean isOver() {
      return over;
    }

    /** Ends it. */
    @Override
    public void close() {
      over = true;
      onClose.accept(this);
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }
}
