package dev.headway.internal.terminal.report;

import dev.headway.internal.terminal.format.NameFormat;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.TaskEnd;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failure says.
 *
 * @param name its input in a few characters
 * @param whole the exception and its message
 * @param common the same, with {@code …} for the input
 */
public record FailureText(String name, String whole, String common) {
  private static final int MAX_NAME = 40;
  private static final int MAX_TEXT = 200;

  /** A shorter input may stand in a message by chance. */
  private static final int MIN_INPUT = 3;

  /** What most exceptions say of themselves: their class, and their message if they have one. */
  private static final Pattern NAMED = Pattern.compile("((?:\\w+\\.)*[\\w$]+)(: ?|$)(.*)");

  private static final String TIMED_OUT = "It ran for longer than ";
  private static final String ENDED = " and was ended.";

  public static FailureText of(
      long index, String input, String className, String error, TaskEnd end) {
    String whole = text(className, error, end);
    return new FailureText(name(index, input), whole, without(whole, input));
  }

  /** An exception by its simple name; what Headway itself did in plain words. */
  private static String text(String className, String error, TaskEnd end) {
    String line = error.lines().findFirst().orElse("");
    // What stands for an exception of a worker process begins with the name of its class, too.
    Matcher named = NAMED.matcher(line);
    String type = named.matches() ? named.group(1) : className;
    String message = ControlEscapes.of(named.matches() ? named.group(3) : line, MAX_TEXT).strip();
    if (end == TaskEnd.TIMED_OUT) {
      return message.startsWith(TIMED_OUT)
          ? "timed out after " + message.substring(TIMED_OUT.length()).replace(ENDED, "")
          : "timed out";
    }
    String simple = type.substring(type.lastIndexOf('.') + 1);
    simple = ControlEscapes.of(simple.substring(simple.lastIndexOf('$') + 1));
    return message.isEmpty() ? simple : simple + ": " + message;
  }

  private static String name(long index, String input) {
    String shown = ControlEscapes.whole(lastNames(input)).strip();
    if (shown.isEmpty()) {
      return "#" + index;
    }
    return NameFormat.fit(shown, MAX_NAME, new Theme(false, false));
  }

  /** Of a path the last two names. */
  private static String lastNames(String input) {
    if (input.indexOf(' ') >= 0 || input.indexOf('/') < 0) {
      return input;
    }
    int last = input.lastIndexOf('/');
    int before = last <= 0 ? -1 : input.lastIndexOf('/', last - 1);
    return input.substring(before + 1);
  }

  private static String without(String text, String input) {
    String shown = ControlEscapes.whole(input).strip();
    String last = shown.substring(shown.lastIndexOf('/') + 1);
    String common = shown.length() < MIN_INPUT ? text : text.replace(shown, "…");
    return last.length() < MIN_INPUT ? common : common.replace(last, "…");
  }
}
