package dev.headway.cli.run;

import dev.headway.internal.text.FileErrors;
import dev.headway.internal.text.RandomNames;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder with the output of jobs until it is shown; its owner alone may read it. A file in it
 * is locked while its run goes on. Folders where it is not, as a loss of power leaves them, are
 * deleted by the next run of the same user. What this program has not made is left alone: the
 * folder of temporary files has those of others in it, who may mean harm.
 */
final class SpoolFolder implements AutoCloseable {
  private static final String PREFIX = "headway-run-";
  private static final String LOCK = "lock";

  /** As {@link RandomNames} makes them. */
  private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-z]{1,13}");

  /** All that is made in it besides the lock. */
  private static final Pattern CONTENT = Pattern.compile("\\d+\\.(out|err|probe|in|in\\.new)");

  private static final Path THIS_PROCESS = Path.of("/proc/self");

  /** A folder of this age has its lock, or has lost it. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  /** With so much room no write fails. */
  private static final long ROOM = 1 << 20;

  private static final int PROBE = 64 << 10;

  private final Path path;
  private final FileChannel channel;
  private final FileStore store;
  private final AtomicLong names = new AtomicLong();

  private SpoolFolder(Path path, FileChannel channel, FileStore store) {
    this.path = path;
    this.channel = channel;
    this.store = store;
  }

  /**
   * Makes a folder.
   *
   * @param parent where; what earlier runs have left there is deleted
   * @throws RunProblem if it cannot be made
   */
  @SuppressWarnings("resource") // The lock is held until the channel is closed.
  static SpoolFolder in(Path parent) {
    sweep(parent);
    try {
      Path named = parent.resolve(PREFIX + RandomNames.next());
      Path path = Files.createDirectory(named, ownersOnly(parent));
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
      return new SpoolFolder(path, channel, Files.getFileStore(path));
    } catch (IOException e) {
      throw new RunProblem(
          "No folder for the output of jobs can be made in "
              + parent
              + ": "
              + FileErrors.of(e)
              + ". Name another one in TMPDIR.");
    }
  }

  private static FileAttribute<?>[] ownersOnly(Path parent) {
    return parent.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void sweep(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (isAbandoned(folder)) {
          delete(folder);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // It is left to the next run.
    }
  }

  @SuppressWarnings("try") // The lock is only tried.
  private static boolean isAbandoned(Path folder) {
    try {
      if (!NAME.matcher(String.valueOf(folder.getFileName())).matches()
          || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          || !isOwn(folder)) {
        return false;
      }
      FileTime changed = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
      if (changed.toInstant().isAfter(Instant.now().minus(YOUNG))) {
        return false;
      }
      Path file = folder.resolve(LOCK);
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Spool.delete(folder); // It was killed before it had a lock. Stays if it is not empty.
        return false;
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return false; // To open a pipe could take for ever.
      }
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
          FileLock lock = channel.tryLock()) {
        return lock != null;
      }
    } catch (IOException | RuntimeException e) {
      return false; // Such as that of another run of this program.
    }
  }

  /** Returns true also if the system does not tell. */
  private static boolean isOwn(Path folder) throws IOException {
    try {
      UserPrincipal owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
      return !Files.exists(THIS_PROCESS) || owner.equals(Files.getOwner(THIS_PROCESS));
    } catch (UnsupportedOperationException noOwners) {
      return true;
    }
  }

  Path path() {
    return path;
  }

  /** Returns new names for the output of a job. */
  Spool spool() {
    long name = names.getAndIncrement();
    return new Spool(path.resolve(name + ".out"), path.resolve(name + ".err"));
  }

  /** Returns a new name for what a job reads. */
  Path input() {
    return path.resolve(names.getAndIncrement() + ".in");
  }

  /** Returns true if nothing more can be written: then what a job has written may be cut off. */
  boolean isFull() {
    try {
      if (store.getUsableSpace() > ROOM) {
        return false;
      }
    } catch (IOException e) {
      return false;
    }
    return !probe();
  }

  private boolean probe() {
    Path file = path.resolve(names.getAndIncrement() + ".probe");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(new byte[PROBE]);
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      Spool.delete(file);
    }
  }

  /** Deletes the folder and all that was made in it. */
  @Override
  public void close() {
    boolean emptied = empty(path);
    try {
      channel.close(); // First: a drive of the network keeps files that are open.
    } catch (IOException e) {
      // The lock ends with the program.
    }
    if (emptied) {
      remove(path);
    }
  }

  /** The lock goes last: without it the next run would leave the rest. */
  private static void delete(Path folder) {
    if (empty(folder)) {
      remove(folder);
    }
  }

  private static boolean empty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> CONTENT.matcher(String.valueOf(file.getFileName())).matches())
          .forEach(Spool::delete);
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false; // The next run tries again.
    }
  }

  private static void remove(Path folder) {
    Spool.delete(folder.resolve(LOCK));
    Spool.delete(folder); // Stays if there is anything else in it.
  }
}
