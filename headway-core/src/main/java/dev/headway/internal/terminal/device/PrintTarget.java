package dev.headway.internal.terminal.device;

import java.io.PrintStream;

/**
 * Where text of the program goes that is captured while a bar is up. Safe for use by several
 * threads.
 */
public interface PrintTarget {
  /**
   * Takes what the program prints; whole lines appear above the frame at once or with the next, and
   * a line without its end if it is flushed, or if nothing more of it came between two frames.
   */
  void print(LineBuffer gatherer, PrintStream target, byte[] bytes, int offset, int length);

  /** Shows what there is of an unfinished line: the program may be about to wait for an answer. */
  void flushText(LineBuffer gatherer, PrintStream target);

  /** The same, if the line waits since the last frame. */
  void flushLate(LineBuffer gatherer, PrintStream target);

  /** Writes what waits and what there is of an unfinished line; what comes later is not held. */
  void finishText(LineBuffer gatherer, PrintStream target);

  /**
   * Stops the process while nothing is drawn, so that what others write on the screen until it goes
   * on cannot fall between a frame and its place.
   *
   * @param stop returns when the process goes on
   */
  void pause(Runnable stop);
}
