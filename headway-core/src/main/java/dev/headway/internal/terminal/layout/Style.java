package dev.headway.internal.terminal.layout;

/** How a part of a line looks, if there are colours. */
public enum Style {
  PLAIN(""),
  DIM("2"),
  GOING("36"),
  GOOD("32"),
  BAD("31"),
  DOUBTFUL("33");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The text with the control sequences for this style around it. */
  String paint(String text) {
    return code.isEmpty() || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
