package dev.headway.internal.terminal.device;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether somebody reads what this process prints. Whoever prints to a stream that takes
 * nothing holds its lock; so a thread of our own that wants to flush it waits too. Safe for use by
 * several threads.
 */
public final class InputReaders {
  private static final InputReaders OUT = new InputReaders();
  private static final InputReaders ERR = new InputReaders();

  /** A stream that is read is flushed by then, also on a busy machine. */
  private static final long PATIENCE_MILLIS = 100;

  private @Nullable Thread probe; // Guarded by this.

  private InputReaders() {}

  /** Whether a thread prints to a standard stream that takes nothing. */
  public static boolean holdUp(Thread thread) {
    return prints(thread) && (OUT.areAway(System.out) || ERR.areAway(System.err));
  }

  private static boolean prints(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals(PrintStream.class.getName())) {
        return true;
      }
    }
    return false;
  }

  private synchronized boolean areAway(PrintStream stream) {
    Thread last = probe;
    if (last == null || !last.isAlive()) {
      last = new Thread(stream::flush);
      last.setName("headway-probe-" + last.getId());
      last.setDaemon(true);
      last.start();
      probe = last;
      try {
        TimeUnit.MILLISECONDS.timedJoin(last, PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return last.isAlive();
  }
}
