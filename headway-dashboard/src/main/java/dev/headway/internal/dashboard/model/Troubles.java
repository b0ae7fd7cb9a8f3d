package dev.headway.internal.dashboard.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to workers and to single tasks, and is no failure: the latest 200. */
public final class Troubles {
  static final int MAX_TROUBLES = 200;

  /**
   * One of them.
   *
   * @param event {@code slow}, {@code stalled}, {@code lost} or {@code replaced}
   */
  public record Trouble(String event, int worker, String text, long atMillis) {}

  private final Deque<Trouble> latest = new ArrayDeque<>();
  private long count;
  private long lost;
  private long replaced;

  void add(JsonLine line, int worker, long at) {
    String input = line.text("input");
    String text = input.isEmpty() ? line.text("error") : input;
    if (latest.size() == MAX_TROUBLES) {
      latest.removeFirst();
    }
    latest.addLast(new Trouble(line.event(), worker, Texts.error(text, 400), at));
    count++;
    lost += line.event().equals("lost") ? 1 : 0;
    replaced += line.event().equals("replaced") ? 1 : 0;
  }

  public long count() {
    return count;
  }

  long lost() {
    return lost;
  }

  long replaced() {
    return replaced;
  }

  public List<Trouble> all() {
    return List.copyOf(latest);
  }
}
