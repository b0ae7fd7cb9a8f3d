package dev.headway.work;

/**
 * Hears what workers do outside their claims. Called from the workers' own threads, so it must be
 * safe for use by several threads and must not block for long.
 */
public interface WorkerListener {

  /** Where a line was printed. */
  enum Output {
    /** Standard output. */
    OUT,
    /** Standard error. */
    ERR
  }

  /**
   * A worker printed a line. Only workers with streams of their own report lines: what a task
   * prints on a thread goes to this process's streams.
   *
   * @param worker the number of the worker, from 0
   * @param output the stream it was printed to
   * @param line the line, without its end
   */
  void printed(int worker, Output output, String line);

  /**
   * A worker was started anew, in the place of one that had died, was killed, or had done its
   * share.
   *
   * @param worker the number of the worker, from 0
   */
  default void replaced(int worker) {}
}
