package dev.headway.progress;

import java.nio.charset.Charset;

/**
 * What this process stands in: a terminal, a log file, nothing. Found by {@link
 * java.util.ServiceLoader}, so that the numbers need not know how they are drawn; {@code
 * dev.headway.terminal} provides it.
 */
public interface DefaultViewProvider {

  /**
   * Makes the view that suits: a bar on a terminal, lines in a log, nothing where it is switched
   * off.
   *
   * @return a new view
   */
  View view();

  /**
   * Prints what another process has printed: byte for byte, or made harmless where it would stand
   * on a terminal, above the bar if there is one.
   *
   * @param toStandardError true for standard error, false for standard output
   * @param text whole lines, or a part of one
   */
  void print(boolean toStandardError, byte[] text);

  /**
   * Whether people read a stream as it is written.
   *
   * @param standardError true for standard error, false for standard output
   * @return true if it is a terminal
   */
  boolean isTerminal(boolean standardError);

  /**
   * What a stream is written in.
   *
   * @param standardError true for standard error, false for standard output
   * @return its charset
   */
  Charset charset(boolean standardError);

  /**
   * Whether a thread waits at this moment for whoever reads a standard stream, as when the reader
   * of a pipe is busy with something else.
   *
   * @param thread one that may print
   * @return true if what it prints is not taken
   */
  boolean isHeldUp(Thread thread);
}
