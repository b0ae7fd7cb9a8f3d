package dev.headway.progress;

import java.nio.charset.Charset;
import java.util.List;

/**
 * Provides the default view of this process: for a terminal, a log file, or none. {@link
 * java.util.ServiceLoader} finds it, so that this package does not depend on the views. {@code
 * dev.headway.terminal} has an implementation.
 */
public interface DefaultViewProvider {

  /**
   * Makes the default view: a bar on a terminal, lines in a log, nothing if progress is switched
   * off.
   *
   * @return a new view
   */
  View view();

  /**
   * Makes all views of the display of this process. Beside the default view that may be the feed,
   * by which other programs see its progress.
   *
   * @return new views; the default view alone, unless an implementation overrides this
   */
  default List<View> views() {
    return List.of(view());
  }

  /**
   * Prints text of another process: byte for byte, or without harmful control sequences if it goes
   * to a terminal. It appears above the bar if there is one.
   *
   * @param toStandardError true for standard error, false for standard output
   * @param text whole lines, or a part of one
   */
  void print(boolean toStandardError, byte[] text);

  /**
   * Returns whether a stream goes to a terminal.
   *
   * @param standardError true for standard error, false for standard output
   * @return true if it is a terminal
   */
  boolean isTerminal(boolean standardError);

  /**
   * Returns the charset of a stream.
   *
   * @param standardError true for standard error, false for standard output
   * @return its charset
   */
  Charset charset(boolean standardError);

  /**
   * Returns whether a thread is blocked in a write to a standard stream, as when the reader of a
   * pipe is busy.
   *
   * @param thread one that may print
   * @return true if its output is not being read
   */
  boolean isHeldUp(Thread thread);
}
