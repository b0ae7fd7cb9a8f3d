package dev.headway.internal.process.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.text.RandomNames;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which a worker and its parent meet: the socket, the status page, and the class
 * path where it is too long for the environment. Only this user may enter it. It is deleted once
 * the worker has said hello, by whichever of the two comes first, or when the program ends.
 *
 * <p>A program may be killed at any instant. So the directory is made when there is a worker that
 * would delete it, unless the class path has to be laid there before.
 */
public final class SocketDirectory {
  /** The name of a socket may have 104 to 108 bytes, by system, and its end counts. */
  private static final int MAX_SOCKET_NAME = 100;

  /** In bytes; more than what is laid there. */
  private static final long MIN_SPACE = 1 << 18;

  /** So often a directory is emptied in vain, while the other side fills it. */
  private static final int MAX_PASSES = 100;

  private final Path directory;
  private final CountDownLatch ends = new CountDownLatch(1);
  private boolean made; // Guarded by this.

  public SocketDirectory(Path directory) {
    this.directory = directory;
  }

  /** Finds a place for a directory, and makes nothing, not even to try: the program may end now. */
  public static SocketDirectory choose() throws IOException {
    List<String> problems = new ArrayList<>();
    for (String parent : new String[] {System.getProperty("java.io.tmpdir", "/tmp"), "/tmp"}) {
      Path place = Path.of(parent).toAbsolutePath();
      SocketDirectory chosen = new SocketDirectory(place.resolve("headway" + RandomNames.next()));
      String problem = chosen.problem(place);
      if (problem == null) {
        return chosen;
      }
      problems.add(problem);
    }
    throw new IOException(
        "No temporary directory for the socket of a worker process could be made: "
            + String.join("; ", problems)
            + ". Set -Djava.io.tmpdir to a directory that exists, is writable and has a short"
            + " name.");
  }

  private @Nullable String problem(Path place) {
    if (socket().toString().getBytes(UTF_8).length > MAX_SOCKET_NAME) {
      return "the name " + place + " is too long for a socket in it";
    }
    if (!Files.isDirectory(place)) {
      return place + " is no directory";
    }
    if (!Files.isWritable(place)) {
      return place + " is not writable";
    }
    return isFull(place) ? place + " is full" : null;
  }

  private static boolean isFull(Path place) {
    try {
      return Files.getFileStore(place).getUsableSpace() < MIN_SPACE;
    } catch (IOException e) {
      return false; // Java looks into a table of the system: if it cannot, the place may do.
    }
  }

  /** Finds a place, and makes the directory. */
  public static SocketDirectory make() throws IOException {
    SocketDirectory chosen = choose();
    chosen.create();
    return chosen;
  }

  /**
   * Makes the directory, once.
   *
   * @throws IOException if it cannot be made, or the program ends
   */
  public synchronized void create() throws IOException {
    if (ends.getCount() == 0) {
      throw new IOException("The program ends.");
    }
    if (!made) {
      Files.createDirectory(directory, forOwner());
      made = true;
    }
  }

  private static FileAttribute<?>[] forOwner() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  public Path directory() {
    return directory;
  }

  public Path socket() {
    return directory.resolve("s");
  }

  public Path statusPage() {
    return directory.resolve("g");
  }

  public Path arguments() {
    return directory.resolve("a");
  }

  /** Does not throw: what is left, if anything, is empty files in a temporary directory. */
  public void delete() {
    for (int pass = 0; pass < MAX_PASSES && Files.exists(directory); pass++) {
      for (Path file : new Path[] {socket(), statusPage(), arguments(), directory}) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          // The other side deletes too, or makes a file.
        }
      }
    }
  }

  /**
   * A program that ends while a worker starts, as by Ctrl-C, has to delete the directory itself.
   */
  @Nullable
  public Thread deleteAtExit() {
    Thread hook =
        atExit(
            () -> {
              end();
              delete();
            });
    if (hook == null) {
      end();
    }
    return hook;
  }

  /** Does something when the program ends; null if it ends already. */
  public static @Nullable Thread atExit(Runnable action) {
    Thread hook = new Thread(action);
    hook.setName("headway-tidy-" + hook.getId());
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return hook;
    } catch (IllegalStateException e) {
      return null;
    }
  }

  /** From now on the directory is not made any more. */
  private synchronized void end() {
    ends.countDown();
  }

  /** Whether the program ends, or begins to end within the limit. */
  public boolean programEnds(Duration limit) throws InterruptedException {
    return ends.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The directory is gone by now. */
  public static void forget(@Nullable Thread hook) {
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException e) {
      // The program ends; the hook finds nothing to do, or does it.
    }
  }
}
