package dev.headway.internal.terminal.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes whole lines, each at once. If a write fails, it calls the failure callback once, and drops
 * all later lines. It removes the partial line that a full disk leaves, so that a file never ends
 * in the middle of a line. Used by one thread at a time.
 */
public final class WholeLineWriter extends OutputStream {
  private final OutputStream target;

  /** The file behind the target; null if it is none. */
  private final @Nullable Path file;

  private final Consumer<IOException> broken;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean over;

  /**
   * Makes a writer; nothing is written yet.
   *
   * @param target takes what is given to it at once, and adds it to the end
   * @param file what it writes, to mend it; null if that cannot be mended, as a pipe
   * @param broken the failure callback: receives the reason
   */
  public WholeLineWriter(OutputStream target, @Nullable Path file, Consumer<IOException> broken) {
    this.target = target;
    this.file = file;
    this.broken = broken;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    while (end > offset && bytes[end - 1] != '\n') {
      end--;
    }
    waiting.write(bytes, offset, end - offset);
    if (end > offset) {
      writeOut(waiting.toByteArray());
      waiting.reset();
    }
    waiting.write(bytes, end, offset + length - end);
  }

  private void writeOut(byte[] lines) {
    if (over) {
      return;
    }
    try {
      target.write(lines);
    } catch (IOException e) {
      over = true;
      mend(lines);
      broken.accept(e);
    }
  }

  /** Removes the last line if it is an incomplete one of these. */
  private void mend(byte[] lines) {
    if (file == null || !Files.isRegularFile(file)) {
      return;
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      long length = content.length();
      byte[] tail = new byte[(int) Math.min(length, lines.length)];
      content.seek(length - tail.length);
      content.readFully(tail);
      int start = tail.length;
      while (start > 0 && tail[start - 1] != '\n') {
        start--;
      }
      boolean whole = start > 0 || tail.length == length; // Else the line began before.
      if (whole && isPart(lines, Arrays.copyOfRange(tail, start, tail.length))) {
        content.setLength(length - (tail.length - start));
      }
    } catch (IOException e) {
      // It stays as it is: nothing more can be done to this file.
    }
  }

  /** Checks that the line is ours, as other processes may append to the same file. */
  private static boolean isPart(byte[] lines, byte[] part) {
    for (int start = 0; start + part.length < lines.length; start++) {
      boolean begins = start == 0 || lines[start - 1] == '\n';
      if (begins && Arrays.equals(lines, start, start + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
