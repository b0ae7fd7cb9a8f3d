package dev.headway.internal.terminal.format;

/**
 * How a part of a line looks, if there are colours. The palette of a terminal may make any of its
 * 16 colours unreadable on its background, so text keeps the colour of the terminal, or has a fixed
 * colour on a fixed background. Only the bar, which nobody reads, has a fixed colour alone.
 */
public enum Style {
  PLAIN(""),
  LABEL("1"),
  /** White on red: what failed. */
  FAILED("38;5;231;48;5;124"),
  /** Black on yellow: what a reader should look at. */
  WARNING("38;5;16;48;5;220"),
  /** White on green: all went well. */
  GOOD("38;5;231;48;5;22"),
  /** The part of a bar that is done. */
  BAR("38;5;32"),
  /** The part of a bar that was done before this run. */
  BAR_BEFORE("38;5;67"),
  /** The part of a bar that failed. */
  BAR_FAILED("38;5;196"),
  /** The part of a bar that is not done. */
  TRACK("2");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The parameters of its control sequence; empty if it has none. */
  public String code() {
    return code;
  }

  /** Whether it is for the cells of a bar, and never for text. */
  public boolean isForBars() {
    return this == BAR || this == BAR_BEFORE || this == BAR_FAILED || this == TRACK;
  }

  /** The text with the control sequences for this style around it. */
  String paint(String text) {
    return code.isEmpty() || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
  }
}
