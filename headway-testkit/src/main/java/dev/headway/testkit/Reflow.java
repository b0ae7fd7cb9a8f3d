package dev.headway.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.ScreenTerminal;

/**
 * Gives a screen another size as most terminals do it. The emulator itself only cuts its rows off
 * or lets them end earlier, so its contents are written anew into one of the new size.
 */
final class Reflow {

  private final StringBuilder script = new StringBuilder();
  private final int columns;
  private int row;
  private int cursorRow;
  private int cursorColumn;

  private Reflow(int columns) {
    this.columns = columns;
  }

  static ScreenTerminal of(
      List<long[]> history, List<long[]> screen, int[] cursor, int columns, int rows) {
    List<long[]> all = new ArrayList<>(history);
    all.addAll(screen);
    Reflow reflow = new Reflow(columns);
    reflow.write(all, history.size() + cursor[1], cursor[0]);
    ScreenTerminal resized = new ScreenTerminal(columns, rows);
    resized.write(reflow.script);
    return resized;
  }

  private void write(List<long[]> all, int cursorAt, int cursorCell) {
    int last = all.size() - 1;
    while (last > cursorAt && Cells.length(all.get(last)) == 0) {
      last--;
    }
    int column = 0;
    for (int i = 0; i <= last; i++) {
      long[] cells = all.get(i);
      if (i == cursorAt) {
        cursorRow = row + (column + cursorCell) / columns;
        cursorColumn = (column + cursorCell) % columns;
      }
      int length = Cells.length(cells);
      script.append(Cells.painted(cells, 0, length));
      column += length;
      // A row that is full to its last cell goes on in the next: nobody else writes there.
      boolean wrapped = length == cells.length && i < last;
      if (!wrapped) {
        row += Math.max(0, column - 1) / columns;
        column = 0;
        if (i < last) {
          script.append("\r\n");
          row++;
        }
      }
    }
    script.append('\r');
    if (row > cursorRow) {
      script.append("\033[").append(row - cursorRow).append('A');
    }
    if (cursorColumn > 0) {
      script.append("\033[").append(cursorColumn).append('C');
    }
  }
}
