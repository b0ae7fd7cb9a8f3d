package dev.headway.terminal;

import dev.headway.internal.text.ControlEscapes;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The file of a recording, which costs no other file. It takes the place of an older recording
 * only, follows no link, and is not shared with another recording that goes on. What is recorded
 * may hold secrets, so only its owner may read it.
 *
 * @param path where it is
 * @param recognizes whether a file that begins like this is an older recording of this kind
 */
record RecordingFile(Path path, Predicate<String> recognizes) {

  /** What tells a recording stands at its beginning. */
  private static final int HEAD = 512;

  private static final int MAX_PATH_LENGTH = 4096;

  /** A position beyond the content: the lock excludes other recordings, but no readers. */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  /** Opens it to be written as it grows, empty, for as long as the stream is open. */
  OutputStream grow() throws IOException {
    check();
    try {
      Files.createFile(path, ownersOnly(path));
    } catch (FileAlreadyExistsException e) {
      // An older recording, or another that begins at this moment.
    }
    FileChannel lock =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      lockAlone(lock);
      if (!isOlder(head(lock))) {
        throw taken("is no recording");
      }
      lock.truncate(0);
      // Not by the channel: that closes when a thread that prints is interrupted.
      OutputStream stream =
          Files.newOutputStream(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      return new Growing(stream, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void lockAlone(FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock(LOCKED, 1, false);
    } catch (OverlappingFileLockException e) {
      lock = null;
    } catch (IOException e) {
      return; // Some file systems of a network have no locks.
    }
    if (lock == null) {
      throw taken("is being recorded already");
    }
  }

  /**
   * Refuses, before anything is recorded, what could not be written.
   *
   * @throws FileAlreadyExistsException if another name would do
   */
  void check() throws IOException {
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(path.toString(), null, "there is no folder " + folder);
    }
    BasicFileAttributes there = attributes();
    if (there == null && !Files.isWritable(folder)) {
      throw new FileSystemException(path.toString(), null, "nothing may be written in " + folder);
    }
    if (there == null) {
      return;
    }
    if (there.isSymbolicLink()) {
      throw taken("is a symbolic link, which is not followed");
    }
    if (!there.isRegularFile()) {
      throw taken(there.isDirectory() ? "is a folder" : "is no regular file");
    }
    try (FileChannel channel = FileChannel.open(path, LinkOption.NOFOLLOW_LINKS)) {
      if (!isOlder(head(channel))) {
        throw taken("exists already and is no recording");
      }
    }
  }

  private FileAlreadyExistsException taken(String why) {
    return new FileAlreadyExistsException(path.toString(), null, why);
  }

  /** Returns the attributes of the file, or null: they reveal that another program has written. */
  @Nullable BasicFileAttributes attributes() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return null;
    }
  }

  private boolean isOlder(String head) {
    return head.isEmpty() || recognizes.test(head);
  }

  private static String head(FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    channel.read(head, 0);
    return new String(head.array(), 0, head.position(), StandardCharsets.UTF_8);
  }

  /** A new file beside it that only its owner may read, such as {@code .headway-4711-23.cast}. */
  Path newHidden(String ending) throws IOException {
    String name = ".headway-" + ProcessHandle.current().pid() + "-";
    return Files.createTempFile(folder(), name, ending, ownersOnly(path));
  }

  /** Writes the content of a file. */
  interface Content {
    void writeTo(OutputStream stream) throws IOException;
  }

  /** Puts the whole file in its place at once; whatever happens, no part of one is left. */
  void replace(Content content) throws IOException {
    Path part = newHidden(".part");
    try {
      try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.writeTo(stream);
      }
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        keepPermissions(part);
      }
      try {
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void keepPermissions(Path part) throws IOException {
    try {
      Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(path));
    } catch (UnsupportedOperationException noSuchPermissions) {
      // Then there is nothing to keep.
    }
  }

  /** Returns a path as it appears in a message. */
  static String shown(Path path) {
    return ControlEscapes.of(path.toString(), MAX_PATH_LENGTH);
  }

  /** The same under a name that nothing has yet, such as {@code run-4711.cast}. */
  RecordingFile beside() {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = name.substring(0, dot) + "-" + ProcessHandle.current().pid();
    RecordingFile free = named(stem + name.substring(dot));
    for (int i = 2; free.attributes() != null; i++) {
      free = named(stem + "-" + i + name.substring(dot));
    }
    return free;
  }

  private RecordingFile named(String name) {
    return new RecordingFile(path.resolveSibling(name), recognizes);
  }

  private Path folder() {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? path.toAbsolutePath() : folder;
  }

  private static FileAttribute<?>[] ownersOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Keeps the lock until the end. */
  private static final class Growing extends FilterOutputStream {
    private final FileChannel lock;

    Growing(OutputStream stream, FileChannel lock) {
      super(stream);
      this.lock = lock;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length); // Whole, not byte by byte as it is inherited.
    }

    @Override
    public void close() throws IOException {
      try (lock) {
        super.close();
      }
    }
  }
}
