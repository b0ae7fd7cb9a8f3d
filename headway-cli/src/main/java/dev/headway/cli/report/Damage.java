package dev.headway.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What could not be read of a file of lines. */
final class Damage {
  private long lines;
  private long firstLine;
  private @Nullable String firstReason;
  private long cutLine;
  private boolean cutUsed;

  /** A line that is left out. */
  void leftOut(LineReader line, String why) {
    if (!line.isWhole()) {
      cutLine = line.number();
      return;
    }
    if (lines++ == 0) {
      firstLine = line.number();
      firstReason =
          line.isTooLong() ? "longer than " + (LineReader.MAX_LENGTH >> 20) + " MiB" : why;
    }
  }

  /** A line that is used although it has no end. */
  void usedWithoutEnd(LineReader line) {
    cutLine = line.number();
    cutUsed = true;
  }

  /** Sentences on it. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (lines > 0) {
      String some = lines == 1 ? "One line is left out" : lines + " lines are left out";
      notes.add(some + ": line " + firstLine + " is " + firstReason + ".");
    }
    if (cutLine > 0 && cutUsed) {
      notes.add("Line " + cutLine + ", the last, has no end; what it has was used.");
    } else if (cutLine > 0) {
      notes.add("It is cut off in line " + cutLine + "; all that is before it was used.");
    }
    return notes;
  }
}
