package dev.headway.progress;

import org.jspecify.annotations.Nullable;

/** What a progress was begun in, and ends with at the latest. */
sealed interface Scope {

  /** True if that has ended. Never becomes false again. */
  boolean over();

  /** A task that a thread of this process runs. */
  record OfTask(Lane.Turn turn, int task) implements Scope {
    /** The task that the calling thread runs; null if it runs none. */
    static @Nullable OfTask ofThread() {
      Lane.Turn turn = Lane.Turn.ofThread();
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
    @Nullable OfTask on(Display display) {
      OfTask scope = this;
      while (scope != null && scope.turn.meter().display() != display) {
        scope = scope.turn.meter().origin();
      }
      return scope;
    }

    /** The outermost task around this one on the same display: the one that has a row. */
    OfTask root() {
      OfTask scope = this;
      while (scope.turn.meter().scope() instanceof OfTask outer) {
        scope = outer;
      }
      return scope;
    }
  }

  /** The task that this process runs for another. */
  record OfProcess(Relay relay, long task) implements Scope {
    @Override
    public boolean over() {
      return relay.task() != task;
    }
  }
}
