package dev.headway.cli.progress;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.display.ProgressHandle;
import dev.headway.progress.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The row of a file that another process reads or writes. What was done when it was first seen
 * counts as done before: it tells nothing of the speed. Not safe for use by several threads.
 */
final class FileRow {
  private final LiveDisplay display;
  private final String label;
  private @Nullable Long total;

  /** Where the row began. */
  private long first;

  private long position;
  private @Nullable ProgressHandle progress;

  /**
   * Makes a row that is not shown yet.
   *
   * @param position how much is read or written by now
   * @param total the whole, or null if it is not known
   */
  FileRow(LiveDisplay display, String label, long position, @Nullable Long total) {
    this.display = display;
    this.label = label;
    this.position = position;
    this.total = total;
  }

  /** Returns how much is read or written, as far as is known. */
  long position() {
    return position;
  }

  /** Shows the row, if it is not shown. */
  void show() {
    if (progress == null) {
      progress = begin();
    }
  }

  private ProgressHandle begin() {
    first = position;
    ProgressHandle begun = ProgressHandle.begin(display, label, Unit.BYTES, total, 0);
    if (first > 0) {
      begun.before(first);
    }
    return begun;
  }

  /**
   * Notes how much is read or written now. A row that falls behind its beginning starts anew, as
   * when the file is written again.
   */
  void moveTo(long now, @Nullable Long newTotal) {
    long steps = now - position;
    position = now;
    ProgressHandle shown = progress;
    if (newTotal != null && !newTotal.equals(total)) {
      total = newTotal;
      if (shown != null) {
        shown.total(newTotal);
      }
    }
    if (shown == null || steps == 0) {
      return;
    }
    if (now < first) {
      shown.stop();
      progress = begin();
    } else {
      shown.advance(steps);
    }
  }

  /** Says in a few words what is going on; empty for nothing. */
  void note(String text) {
    ProgressHandle shown = progress;
    if (shown != null) {
      shown.note(text);
    }
  }

  /** Ends the row with its last numbers, whatever they are. */
  void end() {
    ProgressHandle shown = progress;
    if (shown != null) {
      shown.close();
    }
  }
}
