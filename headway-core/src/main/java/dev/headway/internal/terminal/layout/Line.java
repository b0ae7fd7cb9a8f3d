package dev.headway.internal.terminal.layout;

/**
 * A line of a frame.
 *
 * @param text what can be read
 * @param painted the same with its colours
 * @param cells how many cells it takes on the screen
 */
public record Line(String text, String painted, int cells) {

  /** Collects the parts of a line. */
  public static final class Builder {
    private final boolean colour;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder painted = new StringBuilder();

    public Builder(Theme theme) {
      this.colour = theme.colour();
    }

    public Builder add(String part, Style style) {
      text.append(part);
      painted.append(colour ? style.paint(part) : part);
      return this;
    }

    public Line build() {
      String whole = text.toString();
      return new Line(whole, painted.toString(), CellWidth.of(whole));
    }
  }
}
