package dev.headway.internal.terminal.format;

/**
 * A line of a frame.
 *
 * @param text what can be read
 * @param painted the same with its colours
 * @param cells how many cells it takes on the screen
 */
public record Line(String text, String painted, int cells) {

  public static final Line EMPTY = new Line("", "", 0);

  /** Returns whether the line fits, also on terminals that draw its characters wider. */
  public boolean fits(int width) {
    return cells + CellWidth.doubt(text) <= width;
  }

  /** Collects the parts of a line. */
  public static final class Builder {
    private final boolean colour;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder painted = new StringBuilder();

    public Builder(Theme theme) {
      this.colour = theme.colour();
    }

    /** Collects another line with the same colours. */
    Builder(Builder like) {
      this.colour = like.colour;
    }

    public Builder add(String part, Style style) {
      text.append(part);
      painted.append(colour ? style.paint(part) : part);
      return this;
    }

    public Builder add(Line part) {
      text.append(part.text);
      painted.append(part.painted);
      return this;
    }

    public Line build() {
      String whole = text.toString();
      return new Line(whole, painted.toString(), CellWidth.of(whole));
    }
  }
}
