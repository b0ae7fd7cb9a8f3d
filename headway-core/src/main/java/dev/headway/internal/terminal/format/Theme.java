package dev.headway.internal.terminal.format;

import java.util.Locale;
import java.util.Map;

/**
 * Which characters and colours a terminal can show.
 *
 * @param unicode whether blocks, dots and crosses beyond ASCII may be used
 * @param colour whether colours may be used; without colours, characters show the same
 */
public record Theme(boolean unicode, boolean colour) {

  /**
   * Reads the theme from the environment.
   *
   * @param encoding the name of the charset of standard error, used if no locale is set
   */
  public static Theme of(Map<String, String> environment, String encoding) {
    return new Theme(unicode(environment, encoding), colour(environment));
  }

  /** The first of these variables that is set decides: forced colours override the others. */
  private static boolean colour(Map<String, String> environment) {
    String force = environment.getOrDefault("FORCE_COLOR", "");
    if (!force.isEmpty()) {
      return !force.equals("0") && !force.equalsIgnoreCase("false");
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String forceToo = environment.getOrDefault("CLICOLOR_FORCE", "");
    if (!forceToo.isEmpty() && !forceToo.equals("0")) {
      return true;
    }
    return !environment.getOrDefault("CLICOLOR", "").equals("0") && !dumb(environment);
  }

  private static boolean unicode(Map<String, String> environment, String encoding) {
    // The console of Linux has fonts of 256 or 512 glyphs, without the narrower blocks.
    if (dumb(environment) || environment.getOrDefault("TERM", "").equals("linux")) {
      return false;
    }
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = environment.getOrDefault(name, "");
      if (!locale.isEmpty()) {
        return isUtf8(locale);
      }
    }
    return isUtf8(encoding);
  }

  /** Tells whether the terminal cannot even move its cursor. */
  public static boolean dumb(Map<String, String> environment) {
    return environment.getOrDefault("TERM", "").equals("dumb");
  }

  private static boolean isUtf8(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.contains("UTF-8") || upper.contains("UTF8");
  }

  public String ellipsis() {
    return unicode ? "…" : "..";
  }

  public String dash() {
    return unicode ? "–" : "-";
  }

  /** Stands for "times" behind a number. */
  public String times() {
    return unicode ? "×" : "x";
  }

  /** Returns one frame of an animation, as a function of time, to show that the program runs. */
  public String activity(long elapsedNanos) {
    String frames = unicode ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏" : "|/-\\";
    int step = (int) Math.floorMod(elapsedNanos / 100_000_000L, (long) frames.length());
    return frames.substring(step, step + 1);
  }
}
