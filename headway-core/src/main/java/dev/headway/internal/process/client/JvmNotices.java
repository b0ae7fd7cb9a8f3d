package dev.headway.internal.process.client;

import dev.headway.internal.process.config.ParentOptions;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a JVM says of its options before anything else. This JVM has said it of the same options,
 * and each worker would repeat it; besides, there may be secrets in it. Used by one thread.
 */
public final class JvmNotices {
  private static final Pattern OF_VARIABLES =
      Pattern.compile("(NOTE: )?Picked up (JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS):.*");

  private static final Pattern OF_OPTIONS =
      Pattern.compile(
          "WARNING: (Using incubator modules: .*|Unknown module: .* specified to --.*"
              + "|package \\S+ not in \\S+)"
              + "|.* VM warning: (Options? .* deprecated .*|Ignoring option .*"
              + "|Sharing is only supported .*)");

  private final Set<String> furtherLines = new HashSet<>();
  private final boolean sameOptions;
  private boolean over;

  /**
   * Those of a worker.
   *
   * @param environment its environment
   * @param sameOptions whether it has no options that this JVM has not
   */
  public JvmNotices(Map<String, String> environment, boolean sameOptions) {
    this.sameOptions = sameOptions;
    for (String name : ParentOptions.VARIABLES) {
      List<String> lines = environment.getOrDefault(name, "").lines().toList();
      lines.stream().skip(1).forEach(furtherLines::add);
    }
  }

  /** What is left of the next text of standard error without those at its beginning. */
  byte[] cut(byte[] text, Charset charset) {
    int from = 0;
    while (!over && from < text.length) {
      int end = from;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      String line = new String(text, from, end - from, charset);
      from = isOne(line.stripTrailing()) ? Math.min(text.length, end + 1) : from;
    }
    return from == 0 ? text : Arrays.copyOfRange(text, from, text.length);
  }

  /** Whether a line is one; to be asked for each line of standard error in turn. */
  public boolean isOne(String line) {
    if (over) {
      return false;
    }
    boolean is =
        OF_VARIABLES.matcher(line).matches()
            || furtherLines.contains(line)
            || (sameOptions && OF_OPTIONS.matcher(line).matches());
    over = !is;
    return is;
  }
}
