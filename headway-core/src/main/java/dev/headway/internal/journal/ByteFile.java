package dev.headway.internal.journal;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of one file: all that a journal does with its disk, so that tests can let it fail. */
interface ByteFile extends Closeable {
  /** Stands for the size of a file that is not there. */
  long NO_FILE = -1;

  /** How many bytes it has. */
  long size() throws IOException;

  /**
   * How many bytes the file has that is found under its name now: another one, if something has
   * replaced it. {@link #NO_FILE} if there is none.
   */
  long namedSize() throws IOException;

  /** Reads as many bytes as there are, at most so many; returns how many. */
  int read(long position, byte[] to, int offset, int length) throws IOException;

  /** Writes all bytes; if it throws, some of them may have been written, from the first on. */
  void write(long position, byte[] from, int offset, int length) throws IOException;

  /** Returns when all that was written would outlive a loss of power. */
  void force() throws IOException;

  /** Cuts it off. */
  void truncate(long size) throws IOException;
}
