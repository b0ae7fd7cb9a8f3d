package dev.headway.internal.terminal.device;

import dev.headway.internal.time.HelperThreads;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Detects whether the output of this process is being read. A thread that prints to a blocked
 * stream holds the lock of the stream. So a flush by a second thread blocks too. Safe for use by
 * several threads.
 */
public final class BlockedOutputDetector {
  private static final BlockedOutputDetector OUT = new BlockedOutputDetector();
  private static final BlockedOutputDetector ERR = new BlockedOutputDetector();

  /** A flush of a stream with a reader ends within this time, also on a busy machine. */
  private static final long PATIENCE_MILLIS = 100;

  private @Nullable Thread flusher; // Guarded by this.

  private BlockedOutputDetector() {}

  /** Returns whether a thread prints to a standard stream that is blocked. */
  public static boolean blocks(Thread thread) {
    return isPrinting(thread) && (OUT.isBlocked(System.out) || ERR.isBlocked(System.err));
  }

  private static boolean isPrinting(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals(PrintStream.class.getName())) {
        return true;
      }
    }
    return false;
  }

  private synchronized boolean isBlocked(PrintStream stream) {
    Thread last = flusher;
    if (last == null || !last.isAlive()) {
      last = HelperThreads.daemon("headway-probe-", stream::flush);
      last.start();
      flusher = last;
      try {
        TimeUnit.MILLISECONDS.timedJoin(last, PATIENCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return last.isAlive();
  }
}
