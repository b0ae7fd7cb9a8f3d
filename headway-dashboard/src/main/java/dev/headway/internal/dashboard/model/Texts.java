package dev.headway.internal.dashboard.model;

import dev.headway.internal.text.ControlEscapes;

/** Texts of users, made visible and bounded before they are kept. */
final class Texts {
  static final int MAX_ERROR_LENGTH = 4_000;

  private Texts() {}

  /** A name, on one line, of at most 200 characters. */
  static String name(String text) {
    return ControlEscapes.of(text);
  }

  /** An error with its lines, of at most so many characters. */
  static String error(String text, int longest) {
    if (text.length() <= longest) {
      return ControlEscapes.lines(text);
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return ControlEscapes.lines(text.substring(0, end)) + "…";
  }
}
