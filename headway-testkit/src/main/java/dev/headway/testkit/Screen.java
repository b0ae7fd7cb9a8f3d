package dev.headway.testkit;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.ScreenTerminal;

/**
 * A terminal that shows what a person would see, for tests. Bytes go in, lines come out; lines that
 * scrolled off the top are kept. When it is resized it wraps long lines anew, as most terminals do.
 *
 * <pre>{@code
 * Screen screen = new Screen(80, 24);
 * View bar = new BarView(screen.output(), 80, 24);
 * bar.show(snapshot);
 * assertThat(screen.line(0)).startsWith("thumbnails  30%");
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Screen {

  /** An unfinished UTF-8 character between two writes is at most this long. */
  private static final int MAX_CHARACTER_LENGTH = 4;

  private static final Pattern DELETE_LINES = Pattern.compile("\033\\[(\\d*)M");

  private final OutputStream output = new Input();
  private final List<byte[]> writes = new ArrayList<>();
  private ScreenTerminal terminal;
  private byte[] unfinished = {};

  /**
   * Makes an empty screen.
   *
   * @param columns the width in cells, at least 2
   * @param rows the height in cells, at least 2
   */
  public Screen(int columns, int rows) {
    this.terminal = new ScreenTerminal(columns, rows);
  }

  /**
   * Where a program writes to this screen, in UTF-8.
   *
   * @return always the same stream; closing it does nothing
   */
  public OutputStream output() {
    return output;
  }

  /**
   * Every call that wrote to the screen, with its bytes.
   *
   * @return the writes in their order, each as text
   */
  public synchronized List<String> writes() {
    return writes.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
  }

  /**
   * What can be seen.
   *
   * @return one text for each row from the top, without the spaces at its end
   */
  public synchronized List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (long[] row : cells()) {
      rows.add(Cells.text(row));
    }
    return rows;
  }

  /**
   * What can be seen, without the empty rows at the end.
   *
   * @return one text for each row from the top, without the spaces at its end
   */
  public List<String> lines() {
    return trimmed(rows());
  }

  /**
   * One row of what can be seen.
   *
   * @param row counted from the top, from 0
   * @return its text without the spaces at its end
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public String line(int row) {
    return rows().get(row);
  }

  /**
   * What scrolled off the top.
   *
   * @return one text for each row, the oldest first
   */
  public synchronized List<String> history() {
    return terminal.getHistory().stream().map(Cells::text).toList();
  }

  /**
   * All that was ever left standing: the history and what can be seen below it.
   *
   * @return one text for each row, the oldest first, without the empty rows at the end
   */
  public synchronized List<String> everything() {
    List<String> all = new ArrayList<>(history());
    all.addAll(rows());
    return trimmed(all);
  }

  /**
   * What can be seen with its colours as marks, such as {@code <red>✗3</>}.
   *
   * @return one text for each row, without the empty ones at the end; red, green, yellow, cyan and
   *     dim are told apart
   */
  public synchronized List<String> markedLines() {
    List<String> rows = new ArrayList<>();
    for (long[] row : cells()) {
      rows.add(Cells.marked(row));
    }
    return trimmed(rows);
  }

  /**
   * The row that the cursor is in.
   *
   * @return counted from the top, from 0
   */
  public synchronized int cursorRow() {
    return cursor()[1];
  }

  /**
   * The column that the cursor is in.
   *
   * @return counted from the left, from 0
   */
  public synchronized int cursorColumn() {
    return cursor()[0];
  }

  /**
   * Changes the size. Lines that were wrapped are joined and wrapped anew; rows without room scroll
   * off the top; the cursor stays at its character.
   *
   * @param columns the new width in cells, at least 2
   * @param rows the new height in cells, at least 2
   */
  public synchronized void resize(int columns, int rows) {
    terminal = Reflow.of(history(terminal), cells(), cursor(), columns, rows);
  }

  private static List<long[]> history(ScreenTerminal terminal) {
    return List.copyOf(terminal.getHistory());
  }

  private int[] cursor() {
    int[] cursor = new int[2];
    terminal.dump(new long[terminal.getColumns() * terminal.getRows()], cursor);
    return cursor;
  }

  private List<long[]> cells() {
    int columns = terminal.getColumns();
    int rows = terminal.getRows();
    long[] all = new long[columns * rows];
    terminal.dump(all, new int[2]);
    List<long[]> cells = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      cells.add(Arrays.copyOfRange(all, row * columns, (row + 1) * columns));
    }
    return cells;
  }

  private static List<String> trimmed(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isEmpty()) {
      end--;
    }
    return Collections.unmodifiableList(lines.subList(0, end));
  }

  private synchronized void feed(byte[] bytes, int offset, int length) {
    byte[] write = Arrays.copyOfRange(bytes, offset, offset + length);
    writes.add(write);
    byte[] all = new byte[unfinished.length + length];
    System.arraycopy(unfinished, 0, all, 0, unfinished.length);
    System.arraycopy(write, 0, all, unfinished.length, length);
    int whole = wholeCharacters(all);
    unfinished = Arrays.copyOfRange(all, whole, all.length);
    String text = new String(all, 0, whole, StandardCharsets.UTF_8);
    int from = 0;
    for (Matcher delete = DELETE_LINES.matcher(text); delete.find(); from = delete.end()) {
      terminal.write(text.substring(from, delete.start()));
      if (cursor()[1] == 0) {
        deleteAtTop(delete.group(1).isEmpty() ? 1 : Integer.parseInt(delete.group(1)));
      } else {
        terminal.write(delete.group());
      }
    }
    terminal.write(text.substring(from));
  }

  /**
   * The emulator takes lines that are deleted at the top for lines that scroll off, and keeps them.
   */
  private void deleteAtTop(int lines) {
    List<long[]> rows = cells();
    StringBuilder script = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      script.append("\033[").append(row + 1).append(";1H\033[K");
      if (row + lines < rows.size()) {
        long[] moved = rows.get(row + lines);
        script.append(Cells.painted(moved, 0, Cells.length(moved)));
      }
    }
    terminal.write(script.append("\033[1;1H"));
  }

  /** How many bytes make whole characters; what follows is the beginning of one. */
  private static int wholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(MAX_CHARACTER_LENGTH, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xFF;
      if (b < 0x80) {
        break;
      }
      if (b >= 0xC0) {
        int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return needed > back ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }

  private final class Input extends OutputStream {
    @Override
    public void write(int b) {
      feed(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      feed(bytes, offset, length);
    }
  }
}
