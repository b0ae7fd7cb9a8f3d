package dev.headway.cli.progress;

import dev.headway.internal.display.LiveDisplay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows how far a process has read the files that it has open, until it ends. A file has a row from
 * when its position moves: a process may have many open that it does not read. Used once, by one
 * thread.
 */
public final class WatchedProcess {
  private static final Path PROC = Path.of("/proc");

  private final ProcessFolder process;
  private final LiveDisplay display;
  private final Runnable pause;
  private final Map<OpenFile.Key, FileRow> rows = new LinkedHashMap<>();
  private boolean shown;

  WatchedProcess(ProcessFolder process, LiveDisplay display, Runnable pause) {
    this.process = process;
    this.display = display;
    this.pause = pause;
  }

  /**
   * Finds a process.
   *
   * @param pid its number
   * @param display where it is shown
   * @param pause waits between two looks
   * @return a watch that has not begun
   * @throws TransferProblem if there is none, or its files may not be looked at
   */
  public static WatchedProcess of(long pid, LiveDisplay display, Runnable pause) {
    ProcessFolder process = ProcessFolder.of(PROC, pid);
    process.files(); // May they be looked at?
    return new WatchedProcess(process, display, pause);
  }

  /**
   * Watches the process to its end.
   *
   * @return true if it read a file meanwhile
   */
  public boolean run() {
    while (process.isAlive()) {
      look(process.files());
      pause.run();
    }
    look(List.of());
    return shown;
  }

  private void look(List<OpenFile> files) {
    Set<OpenFile.Key> open = new HashSet<>();
    for (OpenFile file : files) {
      open.add(file.key());
      FileRow row = rows.get(file.key());
      if (row == null) {
        rows.put(file.key(), new FileRow(display, file.name(), file.position(), file.size()));
        continue;
      }
      if (file.position() != row.position()) {
        row.show();
        shown = true;
      }
      row.moveTo(file.position(), file.size());
    }
    for (OpenFile.Key key : new ArrayList<>(rows.keySet())) {
      if (!open.contains(key)) {
        FileRow row = rows.remove(key);
        if (row != null) {
          row.end();
        }
      }
    }
  }
}
