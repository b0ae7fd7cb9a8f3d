package dev.headway.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of the last words of this process's command line. Java decodes them by the locale, and
 * in a locale without such characters it loses what they were.
 */
public final class RawArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private RawArguments() {}

  /**
   * Returns the words as byte texts.
   *
   * @param words the last words of the command line, as Java has decoded them
   * @return as many byte texts
   */
  public static List<String> of(List<String> words) {
    try {
      return of(words, Files.readAllBytes(COMMAND_LINE));
    } catch (IOException e) { // Not on Linux.
      return words.stream().map(ByteText::encode).toList();
    }
  }

  /** The same with a given command line, each of whose words ends in a null byte. */
  static List<String> of(List<String> words, byte[] commandLine) {
    List<String> raw = new ArrayList<>();
    int end = commandLine.length - 1;
    for (int i = commandLine.length - 2; i >= -1 && raw.size() < words.size(); i--) {
      if (i < 0 || commandLine[i] == 0) {
        raw.add(0, new String(commandLine, i + 1, end - i - 1, StandardCharsets.ISO_8859_1));
        end = i;
      }
    }
    return isSame(words, raw) ? raw : words.stream().map(ByteText::encode).toList();
  }

  /**
   * Whether these are the same words, as far as ASCII tells; else this is no process of its own.
   */
  private static boolean isSame(List<String> words, List<String> raw) {
    if (words.size() != raw.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (isAscii(raw.get(i)) && !raw.get(i).equals(words.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
