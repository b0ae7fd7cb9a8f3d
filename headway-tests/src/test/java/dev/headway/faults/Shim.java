package dev.headway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A {@code java} that counts its starts and does what a plan in shell says before it becomes the
 * JVM. The plan knows the number of the start as {@code $n}, from 1.
 */
final class Shim implements AutoCloseable {
  private final String usual = System.getProperty("java.home");
  private final Path starts;

  private Shim(Path starts) {
    this.starts = starts;
  }

  /** From now on workers are started with it. */
  static Shim use(Marks marks, String plan) throws IOException {
    Path directory = Path.of(marks.directory());
    Shim shim = new Shim(directory.resolve(".starts"));
    Path home = Path.of(shim.usual);
    Path bin = Files.createDirectories(directory.resolve(".home/bin"));
    Files.createSymbolicLink(bin.resolveSibling("lib"), home.resolve("lib"));
    Files.createSymbolicLink(bin.resolveSibling("conf"), home.resolve("conf"));
    Files.createFile(shim.starts);
    Path java = bin.resolve("java");
    String script =
        """
        #!/bin/sh
        echo $$ >> '%1$s'
        n=$(grep -n "^$$\\$" '%1$s' | tail -n 1 | cut -d: -f1)
        %2$s
        exec '%3$s/bin/java' "$@"
        """
            .formatted(shim.starts, plan, home);
    Files.writeString(java, script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    System.setProperty("java.home", bin.getParent().toString());
    return shim;
  }

  /** How many there were. */
  int starts() {
    try {
      List<String> pids = Files.readAllLines(starts);
      return pids.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Workers are started as usual again. */
  void end() {
    System.setProperty("java.home", usual);
  }

  @Override
  public void close() {
    end();
  }
}
