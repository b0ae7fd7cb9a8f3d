package dev.headway.internal.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a run that wait for a worker again: those that were given back, at once, and those
 * that are tried again, when their pause is over. They go out before new inputs, one by one.
 */
public final class RetryQueue<A extends @Nullable Object> {
  private static final long FIRST_PAUSE_NANOS = 100_000_000L;
  private static final long MAX_PAUSE_NANOS = 30_000_000_000L;

  /** For those that wait for the end of their run alone. */
  static final long NEVER = Long.MAX_VALUE;

  private record Waiting<A extends @Nullable Object>(long due, InputTask<A> task) {}

  private final PriorityQueue<Waiting<A>> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::due)); // Guarded by this.

  /** When the first is due; the largest number if none waits. */
  private volatile long firstDue = NEVER;

  private volatile int count; // Written under this.

  synchronized void add(InputTask<A> task, long due) {
    waiting.add(new Waiting<>(due, task));
    update();
  }

  /** A task did not end well: it waits for its next attempt, the longer the more it had. */
  void addRetry(InputTask<A> task, long now) {
    long pause = FIRST_PAUSE_NANOS << Math.min(20, task.attempt() - 1);
    add(task.retry(), now + Math.min(MAX_PAUSE_NANOS, pause));
  }

  private void update() {
    Waiting<A> first = waiting.peek();
    firstDue = first == null ? NEVER : first.due();
    count = waiting.size();
  }

  /** How many wait, due or not; costs a read. */
  int count() {
    return count;
  }

  /** True if there is any, due or not; costs a read. */
  boolean isWaiting() {
    return firstDue != NEVER;
  }

  /** True if one is due; costs a read. */
  boolean isDue(long now) {
    long first = firstDue;
    return first != NEVER && first <= now;
  }

  /** The time until one is due, in nanoseconds; the largest number if none waits. */
  long nanosUntilDue(long now) {
    long first = firstDue;
    return first == NEVER ? first : Math.max(0, first - now);
  }

  /** The next one that is due, or null. */
  synchronized @Nullable InputTask<A> poll(long now) {
    Waiting<A> first = waiting.peek();
    if (first == null || first.due() > now) {
      return null;
    }
    waiting.remove();
    update();
    return first.task();
  }

  /** Those that will not run again. */
  synchronized List<InputTask<A>> drain() {
    List<InputTask<A>> all = new ArrayList<>();
    waiting.forEach(one -> all.add(one.task()));
    waiting.clear();
    update();
    return all;
  }
}
