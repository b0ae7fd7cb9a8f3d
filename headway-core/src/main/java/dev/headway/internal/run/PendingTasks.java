package dev.headway.internal.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Holds tasks that were taken from the source and wait for a worker. A task that was given back, or
 * prefetched, is due at once, a retry when its pause is over. Due tasks are sent before new inputs,
 * one by one.
 */
public final class PendingTasks<A extends @Nullable Object> {
  /** Due time of tasks that only wait for the end of their run. */
  static final long NEVER = Long.MAX_VALUE;

  private record Waiting<A extends @Nullable Object>(long due, InputTask<A> task) {}

  private final PriorityQueue<Waiting<A>> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::due)); // Guarded by this.

  /** When the first task is due; {@link #NEVER} if none waits. */
  private volatile long firstDue = NEVER;

  private volatile int count; // Written under this.

  synchronized void add(InputTask<A> task, long due) {
    waiting.add(new Waiting<>(due, task));
    update();
  }

  private void update() {
    Waiting<A> first = waiting.peek();
    firstDue = first == null ? NEVER : first.due();
    count = waiting.size();
  }

  /** Returns how many tasks wait, due or not. Costs one read. */
  int count() {
    return count;
  }

  /** Returns true if a task waits, due or not. Costs one read. */
  boolean isWaiting() {
    return firstDue != NEVER;
  }

  /** Returns true if a task is due. Costs one read. */
  boolean isDue(long now) {
    long first = firstDue;
    return first != NEVER && first <= now;
  }

  /** Returns the nanoseconds until a task is due; {@link Long#MAX_VALUE} if none waits. */
  long nanosUntilDue(long now) {
    long first = firstDue;
    return first == NEVER ? first : Math.max(0, first - now);
  }

  /** Removes the next task that is due, or returns null. */
  synchronized @Nullable InputTask<A> poll(long now) {
    Waiting<A> first = waiting.peek();
    if (first == null || first.due() > now) {
      return null;
    }
    waiting.remove();
    update();
    return first.task();
  }

  /** Removes all tasks, which will not run again. */
  synchronized List<InputTask<A>> drain() {
    List<InputTask<A>> all = new ArrayList<>();
    waiting.forEach(one -> all.add(one.task()));
    waiting.clear();
    update();
    return all;
  }
}
