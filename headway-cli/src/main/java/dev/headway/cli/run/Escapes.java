package dev.headway.cli.run;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Escapes in the separators of a command line: \n, \t, \r, \0, \101 and \x41. */
public final class Escapes {
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", Pattern.DOTALL);

  private static final int HEX = 16;
  private static final int OCTAL = 8;
  private static final int BYTE = 0xff;

  private Escapes() {}

  /**
   * Replaces the escapes of a text.
   *
   * @param byteText as it was written; an escape that is none stays as it is
   * @return what it stands for, as a byte text
   */
  public static String of(String byteText) {
    return ESCAPE.matcher(byteText).replaceAll(found -> Matcher.quoteReplacement(one(found)));
  }

  private static String one(MatchResult found) {
    if (found.group(1) != null) {
      return character(Integer.parseInt(found.group(1), HEX));
    }
    if (found.group(2) != null) {
      return character(Integer.parseInt(found.group(2), OCTAL) & BYTE);
    }
    return switch (found.group(3)) {
      case "n" -> "\n";
      case "t" -> "\t";
      case "r" -> "\r";
      case "\\" -> "\\";
      default -> found.group();
    };
  }

  private static String character(int code) {
    return Character.toString(code);
  }
}
