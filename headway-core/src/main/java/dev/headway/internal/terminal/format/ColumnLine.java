package dev.headway.internal.terminal.format;

/** A line whose fields stand in columns. A field that is too long moves those behind it. */
public final class ColumnLine {
  private final Line.Builder line;
  private int cells;

  public ColumnLine(Theme theme) {
    this.line = new Line.Builder(theme);
  }

  /** Adds a text that begins in a column. */
  public ColumnLine from(int column, String text, Style style) {
    return text.isEmpty() ? this : from(column, new Line.Builder(line).add(text, style).build());
  }

  public ColumnLine from(int column, Line field) {
    if (field.cells() > 0) {
      int begin = cells == 0 ? column : Math.max(column, cells + 1);
      line.add(" ".repeat(begin - cells), Style.PLAIN).add(field);
      cells = begin + field.cells();
    }
    return this;
  }

  /** Adds a text that belongs to the one before it. */
  public ColumnLine append(String text, Style style) {
    line.add(text, style);
    cells += CellWidth.of(text);
    return this;
  }

  /** Adds a text that ends before a column. */
  public ColumnLine upTo(int column, String text, Style style) {
    return upTo(column, new Line.Builder(line).add(text, style).build());
  }

  public ColumnLine upTo(int column, Line field) {
    return from(Math.max(0, column - field.cells()), field);
  }

  public Line build() {
    return line.build();
  }
}
