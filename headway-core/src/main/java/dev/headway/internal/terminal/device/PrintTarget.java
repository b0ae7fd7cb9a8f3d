package dev.headway.internal.terminal.device;

import java.io.PrintStream;

/** Receives the captured text of the program while a bar is up. Safe for use by several threads. */
public interface PrintTarget {
  /**
   * Takes text that the program prints. Whole lines appear above the frame at once or with the next
   * frame. A line without its end appears if it is flushed, or does not grow between two frames.
   */
  void print(LineBuffer buffer, PrintStream target, byte[] bytes, int offset, int length);

  /** Shows the unfinished line: the program may be about to wait for an answer. */
  void flushText(LineBuffer buffer, PrintStream target);

  /** Shows the unfinished line, if it has waited since the last frame. */
  void flushLate(LineBuffer buffer, PrintStream target);

  /** Writes the waiting text, as the next frame would. */
  void writeWaiting();

  /** Writes the waiting text and the unfinished line; later text is not held back. */
  void finishText(LineBuffer buffer, PrintStream target);

  /**
   * Stops the process while nothing is drawn. Other programs may write on the screen during the
   * stop, and must not find half a frame.
   *
   * @param stop returns when the process goes on
   */
  void pause(Runnable stop);
}
