package dev.headway.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes the folder of what goes to executors. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  static void deleteOnExit(Path folder) {
    if (folder.toFile().delete()) {
      return; // It is empty: an earlier session has brought all that.
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.forEach(path -> path.toFile().deleteOnExit()); // In the reverse order.
    } catch (IOException e) {
      // It is a temporary folder.
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      // It is a temporary folder.
    }
  }
}
