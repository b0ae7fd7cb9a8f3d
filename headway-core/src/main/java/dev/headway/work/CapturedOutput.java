package dev.headway.work;

import dev.headway.internal.text.ControlEscapes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a task of a worker process printed last before it failed. It is found among the {@linkplain
 * Throwable#getSuppressed suppressed} exceptions of what the task threw, so that it stands in each
 * printed stack trace; {@link Outcome#lastLines()} answers the lines. It has no stack of its own.
 */
public final class CapturedOutput extends Exception {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private final String[] lines;

  /**
   * Makes the exception.
   *
   * @param lines what was printed, the oldest first
   */
  public CapturedOutput(List<String> lines) {
    super("It had printed last:" + indented(lines), null, false, false);
    this.lines = lines.toArray(String[]::new);
  }

  private static String indented(List<String> lines) {
    return lines.stream()
        .map(line -> "\n  " + ControlEscapes.whole(line))
        .collect(Collectors.joining());
  }

  /**
   * What was printed to standard output and standard error.
   *
   * @return the lines, the oldest first
   */
  public List<String> lines() {
    return List.of(lines);
  }

  /** Returns the lines that come with an exception; none if there are none. */
  static List<String> of(Throwable error) {
    for (Throwable one : error.getSuppressed()) {
      if (one instanceof CapturedOutput last) {
        return last.lines();
      }
    }
    return List.of();
  }
}
