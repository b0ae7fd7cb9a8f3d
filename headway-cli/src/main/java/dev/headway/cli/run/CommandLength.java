package dev.headway.cli.run;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a command may be: the system takes its words and its environment together. */
final class CommandLength {
  /** What a word costs beside its bytes: the null byte behind it, and a pointer. */
  static final int PER_WORD = 9;

  /** What one word may have on Linux, without the null byte behind it. */
  static final long MOST_OF_WORD = (128 << 10) - 1;

  private static final long MOST = 2 << 20;
  private static final long LEAST = 128 << 10;

  /** For what a job gets in its environment, and the path of its program. */
  private static final long RESERVE = 8 << 10;

  /** Where a shell must pass the words on, all of them are one word, of four bytes for each. */
  private static final long BY_SHELL = 24 << 10;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern STACK = Pattern.compile("Max\\sstack\\ssize\\s+(\\d+)\\s");
  private static final int PARTS_OF_STACK = 4;

  private CommandLength() {}

  /** Returns how many bytes the words of a command may have. */
  static long available() {
    if (!Charset.defaultCharset().equals(StandardCharsets.UTF_8)) {
      return BY_SHELL;
    }
    return available(ofSystem(), System.getenv());
  }

  static long available(long ofSystem, Map<String, String> environment) {
    long used = RESERVE;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      used += length(variable.getKey()) + 1 + length(variable.getValue()) + PER_WORD;
    }
    return Math.max(LEAST / 2, ofSystem - used);
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A quarter of the stack, as Linux has it. */
  private static long ofSystem() {
    try {
      return ofLimits(Files.readString(LIMITS));
    } catch (IOException e) {
      return LEAST;
    }
  }

  static long ofLimits(String limits) {
    Matcher stack = STACK.matcher(limits);
    if (!stack.find()) {
      return MOST; // Without a limit.
    }
    return Math.min(MOST, Math.max(LEAST, Long.parseLong(stack.group(1)) / PARTS_OF_STACK));
  }
}
