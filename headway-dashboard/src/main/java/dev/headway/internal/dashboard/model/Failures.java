package dev.headway.internal.dashboard.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The failures of a job: the first 10,000 of them, and how many there are of each class. */
public final class Failures {
  static final int MAX_FAILURES = 10_000;
  static final int MAX_CLASSES = 1_000;

  /** Of all different texts together, in characters. */
  static final int MAX_TEXT = 2_000_000;

  private static final int SHORT = 200;
  private static final String OTHERS = "other exceptions";

  /** Greedy without going back: a hostile text costs no more than its length. */
  private static final Pattern CLASS = Pattern.compile("[\\w.$]{1,200}+(?=:|\\s|$)");

  /**
   * One failure.
   *
   * @param kind {@code failed}, {@code timedOut} or {@code crashed}
   * @param atMillis when, since the start of the job
   */
  public record Failure(
      long index,
      String input,
      int worker,
      int attempt,
      String kind,
      double seconds,
      String error,
      long atMillis) {}

  private List<Failure> first = new ArrayList<>();
  private final Map<String, Long> classes = new LinkedHashMap<>();
  private Map<String, String> texts = new HashMap<>();
  private long textLength;
  private long count;
  private boolean shortened;
  private boolean givenUp;

  void add(JsonLine line, int worker, long atMillis) {
    count++;
    String error = line.text("error");
    countClass(error, line.text("kind"));
    if (givenUp || first.size() == MAX_FAILURES) {
      return;
    }
    Double seconds = line.number("seconds");
    first.add(
        new Failure(
            line.count("index"),
            Texts.name(line.text("input")),
            worker,
            (int) Math.min(Integer.MAX_VALUE, line.count("attempt")),
            Texts.name(line.text("kind")),
            seconds == null ? 0 : seconds,
            kept(error),
            atMillis));
  }

  private void countClass(String error, String kind) {
    Matcher found = CLASS.matcher(error);
    String name = found.lookingAt() ? found.group() : Texts.name(kind);
    boolean room = classes.containsKey(name) || classes.size() < MAX_CLASSES;
    classes.merge(room ? name : OTHERS, 1L, Long::sum);
  }

  /** The text of an error, once for all that say the same; short when there is no more room. */
  private String kept(String error) {
    boolean room = textLength < MAX_TEXT;
    String text = Texts.error(error, room ? Texts.MAX_ERROR_LENGTH : SHORT);
    String same = texts.putIfAbsent(text, text);
    if (same != null) {
      return same;
    }
    shortened |= !room && error.length() > SHORT;
    textLength += text.length();
    return text;
  }

  /** Forgets single failures, and goes on to count them and their classes. */
  void giveUp() {
    if (!first.isEmpty()) {
      givenUp = true;
      shortened = false;
      textLength = 0;
      first = new ArrayList<>(0); // A list or a map that is cleared keeps its room.
      texts = new HashMap<>(0);
    }
  }

  /** Whether single failures were given up, as there are many other jobs. */
  public boolean areGivenUp() {
    return givenUp;
  }

  /** How many were told of, also those that are not kept. */
  public long count() {
    return count;
  }

  public List<Failure> first() {
    return first;
  }

  public Map<String, Long> classes() {
    return classes;
  }

  /** Whether later texts were cut, since there were too many long ones. */
  public boolean areShortened() {
    return shortened;
  }

  long bytes() {
    return textLength + first.size() * 250L;
  }
}
