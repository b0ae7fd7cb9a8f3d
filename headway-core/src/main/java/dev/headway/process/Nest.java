package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which a child and its parent meet: the socket, the gauge, and the class path
 * where it is too long for the environment. Only this user may enter it. It is deleted once the
 * child has said hello, by whichever of the two comes first, or when the program {@code ends}.
 */
record Nest(Path directory, CountDownLatch ends) {
  /** The name of a socket may have 104 to 108 bytes, by system, and its end counts. */
  private static final int MAX_SOCKET_NAME = 100;

  Nest(Path directory) {
    this(directory, new CountDownLatch(1));
  }

  static Nest make() throws IOException {
    IOException failure = null;
    for (String parent : new String[] {System.getProperty("java.io.tmpdir", "/tmp"), "/tmp"}) {
      Path directory = Path.of(parent).toAbsolutePath();
      int length =
          directory.toString().getBytes(UTF_8).length + "/headway0123456789012345678/s".length();
      if (length > MAX_SOCKET_NAME) {
        failure = new IOException("The name " + directory + " is too long for a socket in it.");
        continue;
      }
      try {
        return new Nest(Files.createTempDirectory(directory, "headway", forOwner()));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new IOException(
        "No temporary directory for the socket of a worker process could be made. Set"
            + " -Djava.io.tmpdir to a directory that exists, is writable and has a short name.",
        failure);
  }

  private static FileAttribute<?>[] forOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  Path socket() {
    return directory.resolve("s");
  }

  Path gauge() {
    return directory.resolve("g");
  }

  Path arguments() {
    return directory.resolve("a");
  }

  /** Does not throw: what is left, if anything, is empty files in a temporary directory. */
  void delete() {
    for (Path file : new Path[] {socket(), gauge(), arguments(), directory}) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The other side deletes too.
      }
    }
  }

  /** A program that ends while a child starts, as by Ctrl-C, has nobody else to tidy up. */
  @Nullable Thread deleteAtExit() {
    Thread hook =
        new Thread(
            () -> {
              ends.countDown();
              delete();
            },
            "headway-tidy");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return hook;
    } catch (IllegalStateException e) {
      ends.countDown();
      return null;
    }
  }

  /** Whether the program ends, or begins to end within the limit. */
  boolean programEnds(Duration limit) throws InterruptedException {
    return ends.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The directory is gone by now. */
  static void forget(@Nullable Thread hook) {
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException e) {
      // The program ends; the hook finds nothing to do, or does it.
    }
  }
}
