package dev.headway.terminal;

import dev.headway.recording.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A screen that understands what a {@link Stage} writes, and no more: text with colours, line ends,
 * tabs, and what a {@link Painter} moves the cursor and deletes with. Anything else is passed over.
 * Not safe for several threads.
 */
final class Sheet {

  private static final int TAB = 8;

  /** What stands in a cell: nothing, a character, or the second half of the one before. */
  private record Cell(String text, String style) {
    static final Cell BLANK = new Cell(" ", "");
    static final Cell HALF = new Cell("", "");
  }

  private final int columns;
  private final int height;
  private final List<Cell[]> rows = new ArrayList<>();
  private Pen pen = new Pen();
  private int row;
  private int column;
  private Pen savedPen = new Pen();
  private int savedRow;
  private int savedColumn;

  Sheet(Size size) {
    this.columns = size.columns();
    this.height = size.rows();
    for (int i = 0; i < height; i++) {
      rows.add(blank());
    }
  }

  /** Writes whole characters and whole control sequences. */
  void write(String text) {
    for (int at = 0; at < text.length(); ) {
      char c = text.charAt(at);
      if (c == '\033') {
        at = control(text, at);
      } else if (Character.isISOControl(c)) {
        move(c);
        at++;
      } else {
        int end = CellWidth.clusterEnd(text, at);
        put(text.substring(at, end), CellWidth.clusterCells(text, at, end));
        at = end;
      }
    }
  }

  /** What there is to see, from the top. */
  List<List<Span>> spans() {
    return rows.stream().map(Sheet::spans).toList();
  }

  private void move(char c) {
    switch (c) {
      case '\n' -> feed();
      case '\r' -> column = 0;
      case '\t' -> column = Math.min(columns - 1, (column / TAB + 1) * TAB);
      default -> {}
    }
  }

  private void feed() {
    if (row < height - 1) {
      row++;
    } else {
      rows.remove(0);
      rows.add(blank());
    }
  }

  private void put(String text, int cells) {
    if (cells > columns) {
      return;
    }
    if (column + cells > columns) {
      column = 0;
      feed();
    }
    Cell[] line = rows.get(row);
    if (cells == 0) {
      int before = column > 0 && line[column - 1] == Cell.HALF ? column - 2 : column - 1;
      if (before >= 0) {
        line[before] = new Cell(line[before].text + text, line[before].style);
      }
      return;
    }
    line[column] = new Cell(text, pen.words());
    if (cells == 2) {
      line[column + 1] = Cell.HALF;
    }
    column += cells;
  }

  /** Obeys a control sequence and returns where it ends. */
  private int control(String text, int at) {
    if (at + 1 >= text.length()) {
      return text.length();
    }
    if (text.charAt(at + 1) == ']') {
      int end = text.indexOf("\033\\", at + 1);
      int bell = text.indexOf('\007', at + 1);
      boolean byBell = bell >= 0 && (end < 0 || bell < end);
      return byBell ? bell + 1 : end < 0 ? text.length() : end + 2;
    }
    if (text.charAt(at + 1) != '[') {
      escape(text.charAt(at + 1));
      return at + 2;
    }
    int end = at + 2;
    while (end < text.length() && text.charAt(end) < '@') {
      end++;
    }
    if (end < text.length()) {
      obey(text.charAt(end), text.substring(at + 2, end));
    }
    return Math.min(text.length(), end + 1);
  }

  private void escape(char command) {
    switch (command) {
      case 'D' -> feed();
      case '7' -> {
        savedRow = row;
        savedColumn = column;
        savedPen = pen.copy();
      }
      case '8' -> {
        row = savedRow;
        column = savedColumn;
        pen = savedPen.copy();
      }
      default -> {}
    }
  }

  private void obey(char command, String numbers) {
    switch (command) {
      case 'm' -> pen.obey(numbers);
      case 'A' -> row = Math.max(0, row - number(numbers));
      case 'K' -> erase();
      case 'M' -> delete(Math.min(number(numbers), height - row));
      default -> {}
    }
  }

  private static int number(String text) {
    boolean one = text.isEmpty() || text.length() > 4 || !text.chars().allMatch(Character::isDigit);
    return one ? 1 : Math.max(1, Integer.parseInt(text));
  }

  private void erase() {
    Cell[] line = rows.get(row);
    for (int i = column; i < columns; i++) {
      line[i] = Cell.BLANK;
    }
  }

  private void delete(int lines) {
    for (int i = 0; i < lines; i++) {
      rows.remove(row);
      rows.add(blank());
    }
    column = 0;
  }

  private Cell[] blank() {
    Cell[] line = new Cell[columns];
    Arrays.fill(line, Cell.BLANK);
    return line;
  }

  private static List<Span> spans(Cell[] line) {
    return Span.row(
        Arrays.stream(line).map(Cell::text).toArray(String[]::new),
        Arrays.stream(line).map(Cell::style).toArray(String[]::new));
  }
}
