package dev.headway.internal.terminal.screen;

import dev.headway.internal.terminal.device.Device;
import dev.headway.internal.terminal.device.LineBuffer;
import dev.headway.internal.terminal.device.PrintTarget;
import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.progress.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The part of a terminal that the program's own text and the bar share: text scrolls above, the
 * frame stands below. Safe for use by several threads. Once the terminal cannot be written to,
 * nothing is drawn any more and text goes where it would have gone without a bar.
 */
public final class LiveRegion implements PrintTarget {

  /** Text of this size is written at once; less may wait for the next frame, to survive a burst. */
  private static final int MAX_HELD_BYTES = 4 * 1024;

  private static final long LOCK_MILLIS = 200;

  private final Device device;
  private final AnsiRenderer renderer = new AnsiRenderer();
  private final PendingOutput pendingOutput = new PendingOutput();
  private final WindowStatus windowStatus;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, as all that follows. */
  private List<Line> frame = List.of();

  private Size size = new Size(1, 1);
  private boolean broken;

  /** The stream whose unfinished line is at the cursor; null if there is none. */
  private @Nullable LineBuffer unfinished;

  /** True while text goes to its streams, which may print themselves. */
  private boolean writing;

  /**
   * One text may be written at once after each frame; what follows in a burst waits for the next.
   */
  private boolean textWritten;

  /**
   * Makes an empty region.
   *
   * @param titled whether the window's title shows the progress too
   */
  public LiveRegion(Device device, boolean titled) {
    this.device = device;
    this.windowStatus = new WindowStatus(device.hasTaskbar(), titled && device.hasTitle());
  }

  /** Checks whether the terminal changed, if a check is due, and returns its size. */
  public Size refresh(long nanos) {
    lock.lock();
    try {
      if (device.refresh(nanos)) {
        renderer.forget();
      }
      size = device.size();
      return size;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void pause(Runnable stop) {
    boolean locked = tryLock();
    try {
      if (locked) {
        write(renderer.lift() + windowStatus.clear()); // The next frame puts both up again.
      }
      stop.run();
      if (locked) {
        renderer.forget();
      }
    } finally {
      if (locked) {
        lock.unlock();
      }
    }
  }

  /** Waits briefly: a blocked terminal delays a drawing thread, but must not delay a stop. */
  private boolean tryLock() {
    try {
      return lock.tryLock(LOCK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Shows lines that stay, a frame below them for the size last looked up, and all waiting text.
   *
   * @param rows what the window status shows
   */
  public void show(List<Line> above, List<Line> live, List<Row> rows) {
    lock.lock();
    try {
      frame = live;
      textWritten = false;
      if (!pendingOutput.isEmpty()) {
        writeText();
      }
      String status = windowStatus.show(rows);
      // Other programs may have overwritten the frame, which only a new frame repairs.
      boolean same = renderer.shows(frame, size) && (frame.isEmpty() || !device.isShared());
      if (broken || above.isEmpty() && same) {
        write(status);
        return;
      }
      String lines = above.isEmpty() ? "" : renderer.lift() + lines(above);
      write(AnsiRenderer.BEGIN + lines + renderer.draw(frame, size) + AnsiRenderer.END + status);
    } finally {
      lock.unlock();
    }
  }

  private String lines(List<Line> above) {
    unfinished = null;
    StringBuilder out = new StringBuilder(renderer.freshLine(size));
    above.forEach(line -> out.append(line.painted()).append("\r\n"));
    return out.toString();
  }

  /** Waits after the last frame, and moves the prompt below what Ctrl-C has left on its line. */
  public void awaitCalm() {
    device.awaitCalm(this::beginLine);
  }

  private void beginLine() {
    lock.lock();
    try {
      write(renderer.freshLine(size));
    } finally {
      lock.unlock();
    }
  }

  /** Clears the window status, and rings the bell if wanted. */
  public void clear(boolean bell) {
    lock.lock();
    try {
      write(windowStatus.clear() + (bell ? "\007" : ""));
    } finally {
      lock.unlock();
    }
  }

  public boolean isBroken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void print(LineBuffer buffer, PrintStream target, byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      if (buffer.isFinished() || writing) {
        target.write(bytes, offset, length);
        target.flush();
        return;
      }
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      buffer.add(bytes, offset, length, lines);
      pendingOutput.add(buffer, target, lines);
      if (!pendingOutput.isEmpty() && (!textWritten || pendingOutput.size() >= MAX_HELD_BYTES)) {
        writeText();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flushText(LineBuffer buffer, PrintStream target) {
    lock.lock();
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      buffer.takeUnfinished(text);
      pendingOutput.add(buffer, target, text);
      if (text.size() > 0 && !writing) {
        writeText();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flushLate(LineBuffer buffer, PrintStream target) {
    lock.lock();
    try {
      if (buffer.isLate()) {
        flushText(buffer, target);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void writeWaiting() {
    lock.lock();
    try {
      if (!pendingOutput.isEmpty() && !writing) {
        writeText();
      }
      textWritten = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void finishText(LineBuffer buffer, PrintStream target) {
    lock.lock();
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      buffer.finish(text);
      pendingOutput.add(buffer, target, text);
      if (!pendingOutput.isEmpty()) {
        writeText();
      }
    } finally {
      lock.unlock();
    }
  }

  private void writeText() {
    textWritten = true;
    boolean framed = !broken && !renderer.isEmpty();
    if (framed) {
      write(AnsiRenderer.BEGIN + renderer.lift());
    }
    writing = true;
    try {
      unfinished = pendingOutput.writeOut(unfinished);
    } finally {
      writing = false;
    }
    if (framed) {
      // After a resize there is no frame that fits, until the next snapshot.
      write((device.isUncertain() ? "" : renderer.draw(frame, size)) + AnsiRenderer.END);
    }
  }

  private void write(String text) {
    if (broken || text.isEmpty()) {
      return;
    }
    try {
      device.write(device.encode(text));
    } catch (IOException e) {
      // A bar is never load-bearing: the terminal went away, the work goes on.
      broken = true;
    }
  }
}
