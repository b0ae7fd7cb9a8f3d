package dev.headway.cli.progress;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a file has grown that another process writes, until it has its size or does not
 * change any more. Used once, by one thread.
 */
public final class WatchedFile {
  /** It stopped growing before it had its size. */
  public static final int INCOMPLETE = 1;

  private static final long NONE = -1;

  private final Path file;
  private final @Nullable Long total;
  private final Duration idle;
  private final LiveDisplay display;
  private final FileRow row;
  private final Runnable pause;

  /**
   * Makes a watch that has not begun.
   *
   * @param file which file; it may not be there yet
   * @param label what the row is called
   * @param total the size that it will have, or null if that is not known
   * @param idle how long it may stay as it is
   * @param display where it is shown, and what tells the time
   * @param pause waits between two looks
   * @throws TransferProblem if it is a folder, or may not be looked at
   */
  public WatchedFile(
      Path file,
      String label,
      @Nullable Long total,
      Duration idle,
      LiveDisplay display,
      Runnable pause) {
    this.file = file;
    this.total = total;
    this.idle = idle;
    this.display = display;
    this.pause = pause;
    if (Files.isDirectory(file)) {
      throw problem("is a folder");
    }
    this.row = new FileRow(display, label, Math.max(0, size()), total);
  }

  /**
   * Watches the file to its end.
   *
   * @return the exit status
   * @throws TransferProblem if no file came, or it may not be looked at
   */
  public int run() {
    long size = size();
    boolean seen = size != NONE;
    long changedAt = display.ticker().nanoTime();
    row.show();
    if (seen) {
      row.moveTo(size, total); // It may have changed since this was made.
    }
    while (total == null || size < total) {
      if (display.ticker().nanoTime() - changedAt >= idle.toNanos()) {
        break;
      }
      row.note(size == NONE ? (seen ? "the file is gone" : "there is no file yet") : "");
      pause.run();
      long now = size();
      if (now != size) {
        changedAt = display.ticker().nanoTime();
        row.moveTo(Math.max(0, now == NONE ? row.position() : now), total);
        size = now;
        seen = true;
      }
    }
    row.note("");
    row.end();
    if (!seen) {
      throw problem("does not exist, and did not appear");
    }
    return total == null || row.position() >= total ? 0 : INCOMPLETE;
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw problem("cannot be looked at: " + FileErrors.of(e));
    }
  }

  private TransferProblem problem(String what) {
    return new TransferProblem("The file " + ControlEscapes.of(file.toString()) + " " + what + ".");
  }
}
