package dev.headway.work;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Receives what workers do outside their batches. Called from the workers' own threads, so it must
 * be safe for use by several threads and must not block for long.
 */
public interface WorkerListener {

  /** Where something was printed. */
  enum Output {
    /** Standard output. */
    OUT,
    /** Standard error. */
    ERR
  }

  /**
   * A worker printed something. Only workers with streams of their own report it: what a task
   * prints on a thread goes to this process's streams. May block while the stream has no reader:
   * then tasks that print wait.
   *
   * @param worker the number of the worker, from 0
   * @param output the stream it was printed to
   * @param text what was printed, byte for byte: whole lines with their ends, or a part of a long
   *     line. What the worker printed last need not have an end
   * @param lineContinues true if the next text of this worker continues the line
   */
  void printed(int worker, Output output, byte[] text, boolean lineContinues);

  /**
   * The charset in which a worker is to print.
   *
   * @param output the stream
   * @return a charset
   */
  default Charset charset(Output output) {
    return StandardCharsets.UTF_8;
  }

  /**
   * Whether a line that a task leaves unfinished ends with the task, for a person to read. If not,
   * the text arrives unchanged.
   *
   * @param output the stream
   * @return true if the worker adds what the line lacks
   */
  default boolean endsLines(Output output) {
    return true;
  }

  /**
   * Whether a thread waits now for the reader of a standard stream of this process. May take some
   * tenths of a second.
   *
   * @param thread one that may print
   * @return true if what it prints is not read
   */
  default boolean isHeldUp(Thread thread) {
    return false;
  }

  /**
   * A worker was started anew, in the place of one that had died, was killed, or was recycled.
   *
   * @param worker the number of the worker, from 0
   */
  default void replaced(int worker) {}
}
