package dev.headway.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files with the output of one attempt at a job. Each attempt has new ones: a process that a
 * job has left running may still write to them.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Spool(Path out, Path err) {

  /** Returns how many bytes a file has; 0 if there is none. */
  static long size(Path file) {
    return file.toFile().length();
  }

  /** Deletes both. */
  void delete() {
    delete(out);
    delete(err);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is deleted with its folder.
    }
  }
}
