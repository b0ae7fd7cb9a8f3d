package dev.headway.cli.report;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** A file that tells of tasks. It can be read several times, and tells the same each time. */
interface TaskLog extends Closeable {

  /** What it is. */
  InputFormat format();

  /**
   * Reads all of it.
   *
   * @param to is given each entry, in the order of the file
   * @return what else it says
   * @throws IOException if it can no longer be read
   */
  Reading read(Consumer<TaskEntry> to) throws IOException;

  /** Lets go of a file that stays open between two readings; most do not. */
  @Override
  default void close() {}
}
