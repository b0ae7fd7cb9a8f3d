package dev.headway.faults;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory in which tasks leave marks: files that say which process made them and when. The
 * clock is {@link System#nanoTime}, which on Linux is one for all processes.
 *
 * @param directory its name, which travels
 */
record Marks(String directory) implements Serializable {
  private static final long serialVersionUID = 1L;

  record Mark(long pid, long nanos) {}

  void set(String name) throws IOException {
    Path file = Path.of(directory, name);
    Path unfinished = Path.of(directory, "." + name);
    Files.writeString(unfinished, ProcessHandle.current().pid() + " " + System.nanoTime());
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  boolean has(String name) {
    return Files.exists(Path.of(directory, name));
  }

  Mark get(String name) {
    try {
      String[] words = Files.readString(Path.of(directory, name)).split(" ");
      return new Mark(Long.parseLong(words[0]), Long.parseLong(words[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Mark await(String name) {
    Eventually.until("mark " + name, () -> has(name));
    return get(name);
  }

  List<String> names() {
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
