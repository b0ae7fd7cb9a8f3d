package dev.headway.bench.scale;

import dev.headway.progress.Ticker;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** What is to happen, by its time. The time stands still while something happens. */
final class Timeline implements Ticker {
  private record Event(long at, long number, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.number, b.number));
  private long now;
  private long count;

  @Override
  public long nanoTime() {
    return now;
  }

  /** Lets something happen at a time, after all else that was to happen then. */
  void at(long time, Runnable what) {
    events.add(new Event(Math.max(now, time), count++, what));
  }

  /**
   * Goes on to the next event. Returns false if there is none.
   *
   * @param before told of its time before it happens
   */
  boolean step(LongConsumer before) {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    now = next.at;
    before.accept(now);
    next.what.run();
    return true;
  }
}
