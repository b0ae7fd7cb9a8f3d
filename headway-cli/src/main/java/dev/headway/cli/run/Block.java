package dev.headway.cli.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whole records that a job reads from its standard input.
 *
 * @param file what has them until the job has ended
 * @param number its place, from 1
 * @param bytes how many it has
 * @param digest what tells it from other blocks; null if that is not asked for
 */
record Block(Path file, long number, long bytes, @Nullable String digest) {

  Object identity() {
    return digest == null ? number : digest;
  }

  void delete() {
    Spool.delete(file);
  }

  @Override
  public String toString() {
    return "block " + number;
  }
}
