package dev.headway.internal.terminal.report;

import dev.headway.internal.terminal.format.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Failures that differ in their inputs alone. {@code …} stands for what differs in their messages.
 * Used by the thread that draws.
 */
public final class FailureKind {
  private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)*");
  private static final int NAMED = 2;

  private String text;
  private long count;
  private final List<String> inputs = new ArrayList<>();

  FailureKind(String text) {
    this.text = text;
  }

  /** The failures of a class of exceptions, of which nothing else is known. */
  public static FailureKind of(String className, long count) {
    FailureKind kind = new FailureKind(className.substring(className.lastIndexOf('.') + 1));
    kind.count = count;
    return kind;
  }

  /** What is the same in the texts of failures of one kind. */
  public static String key(String text) {
    return NUMBER.matcher(text).replaceAll("0");
  }

  /** Adds a failure of this kind. */
  void add(String input, String itsText) {
    if (!text.equals(itsText)) {
      text = NUMBER.matcher(text).replaceAll("…");
    }
    if (inputs.size() < NAMED) {
      inputs.add(input);
    }
    count++;
  }

  public long count() {
    return count;
  }

  /** What they have in common, such as {@code IOException: No space left on device}. */
  public String text(Theme theme) {
    return theme.unicode() ? text : text.replace("…", "..");
  }

  /** The first inputs, and how many there are beside: {@code a.jpg, b.jpg, +3}. */
  public String inputs() {
    long more = count - inputs.size();
    String names = String.join(", ", inputs);
    return more == 0 || names.isEmpty() ? names : names + ", +" + more;
  }
}
