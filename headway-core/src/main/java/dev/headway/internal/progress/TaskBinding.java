package dev.headway.internal.progress;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a progress was begun in, and ends with at the latest. */
public sealed interface TaskBinding {

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
    public void set(Object where, @Nullable OfTask begunIn, @Nullable TaskBinding shownIn) {
      display = where;
      origin = begunIn;
      taskBinding = shownIn;
    }

    /** Of the task, nothing is kept for longer than it takes. */
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
  record OfTask(TaskScope scope, int task) implements TaskBinding {
    /** The task that the calling thread runs; null if it runs none. */
    static @Nullable public OfTask ofThread() {
      TaskScope scope = TaskScope.ofThread();
      return scope == null ? null : new OfTask(scope, scope.tasks().running());
    }

    @Override
    public boolean over() {
      return task < 0 || scope.isOver() || scope.tasks().running() != task;
    }

    /**
     * This task, or the one around it that the display shows: a quiet pool inside of a task is not
     * shown, what its tasks begin is.
     */
    @Nullable
    public OfTask on(Object display) {
      OfTask task = this;
      while (task != null && task.scope.place().display != display) {
        task = task.scope.place().origin;
      }
      return task;
    }

    /** The outermost task around this one on the same display: the one that has a row. */
    OfTask root() {
      OfTask task = this;
      while (task.scope.place().taskBinding instanceof OfTask outer) {
        task = outer;
      }
      return task;
    }
  }

  /** The task that this process runs for another. */
  record OfProcess(ProgressForwarder forwarder, long task) implements TaskBinding {
    @Override
    public boolean over() {
      return forwarder.task() != task;
    }
  }

  /**
   * The time in which a thread is busy with some tasks: what it begins to show meanwhile belongs to
   * the task that runs. Closed by that thread; a scope inside of another ends before it.
   */
  final class TaskScope implements AutoCloseable {
    private static final ThreadLocal<@Nullable TaskScope> CURRENT = new ThreadLocal<>();

    private final Place place;
    private final ActiveTasks tasks;
    private final Consumer<TaskScope> onClose;
    private final @Nullable TaskScope outer;
    private volatile boolean over;

    private TaskScope(Place place, ActiveTasks tasks, Consumer<TaskScope> onClose) {
      this.place = place;
      this.tasks = tasks;
      this.onClose = onClose;
      this.outer = CURRENT.get();
    }

    /** Begins it on the calling thread. */
    static TaskScope begin(Place place, ActiveTasks tasks, Consumer<TaskScope> onClose) {
      TaskScope begun = new TaskScope(place, tasks, onClose);
      CURRENT.set(begun);
      return begun;
    }

    static @Nullable TaskScope ofThread() {
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
