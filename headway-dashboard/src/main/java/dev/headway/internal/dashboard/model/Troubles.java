package dev.headway.internal.dashboard.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What happened to workers and to single tasks, and is no failure: the latest 200. */
public final class Troubles {
  static final int MAX_TROUBLES = 200;
  private static final int MAX_DEAD = 10_000;

  /**
   * One of them.
   *
   * @param event {@code slow}, {@code stalled}, {@code lost} or {@code replaced}
   */
  public record Trouble(String event, int worker, String text, long atMillis) {}

  private final Deque<Trouble> latest = new ArrayDeque<>();
  private long count;
  private final Set<Integer> dead = new HashSet<>();
  private long died;
  private long renewed;

  void add(JsonLine line, int worker, long at) {
    String input = line.text("input");
    String text = input.isEmpty() ? line.text("error") : input;
    if (latest.size() == MAX_TROUBLES) {
      latest.removeFirst();
    }
    latest.addLast(new Trouble(line.event(), worker, Texts.error(text, 400), at));
    count++;
    if (line.event().equals("lost") && dead.size() < MAX_DEAD) {
      dead.add(worker);
    } else if (line.event().equals("replaced")) {
      boolean wasLost = dead.remove(worker);
      died += wasLost ? 1 : 0;
      renewed += wasLost ? 0 : 1;
    }
  }

  public long count() {
    return count;
  }

  /** How many workers took the place of one that had died with a task. */
  long died() {
    return died;
  }

  /** How many took the place of another one. */
  long renewed() {
    return renewed;
  }

  public List<Trouble> all() {
    return List.copyOf(latest);
  }
}
