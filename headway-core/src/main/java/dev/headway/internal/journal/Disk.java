package dev.headway.internal.journal;

import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens, makes and moves the files of a journal. Tests put one in its place whose files fail. */
class Disk {

  private static final int MAX_PATH_LENGTH = 4096;

  private static final Pattern NETWORK =
      Pattern.compile("nfs|cifs|smb|afp|9p|ceph|glusterfs|lustre|gpfs|beegfs|fuse\\.sshfs");

  /** Opens a file that exists, to be read and written. */
  ByteFile open(Path path) throws IOException {
    return new OpenFile(path, new RandomAccessFile(path.toFile(), "rw"));
  }

  /** Opens a file that exists, to be read. */
  ByteFile openToRead(Path path) throws IOException {
    return new OpenFile(path, new RandomAccessFile(path.toFile(), "r"));
  }

  /** Makes an empty file that only its owner may read; a file of that name is not touched. */
  ByteFile create(Path path) throws IOException {
    Files.createFile(path, ownersOnly(path));
    return open(path);
  }

  /** Puts a file in the place of another, or where there is none. */
  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Locks a file; null if another process has it. */
  @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    return channel.tryLock();
  }

  /** Whether the file is on another machine; false if its file system does not say that. */
  boolean isOfNetwork(Path path) {
    try {
      return NETWORK.matcher(Files.getFileStore(path).type()).lookingAt();
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes a file of the first of these names that is free: {@code x.hwj.old-1}, -2 and so on. */
  static Path free(Path beside, String what) {
    for (int i = 1; ; i++) {
      Path path = with(beside, "." + what + "-" + i);
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return path;
      }
    }
  }

  /** A file that belongs to another: the same name with an ending. */
  static Path with(Path path, String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  /** A path as it stands in a message. */
  static String shown(Path path) {
    return ControlEscapes.of(path.toString(), MAX_PATH_LENGTH);
  }

  /** The name of a new file is on the disk only when its folder is. */
  void forceFolder(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || path.getFileSystem().getSeparator().equals("\\")) {
      return; // Windows opens no folder, and has the name on its disk.
    }
    boolean interrupted = Thread.interrupted(); // A channel fails on an interrupted thread.
    try {
      while (!isForced(folder)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt(); // Whom it was meant for shall see it.
      }
    }
  }

  /** Returns false if an interrupt came meanwhile. */
  private static boolean isForced(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }

  /** Makes an empty file that only its owner may read, unless it exists. */
  static void createIfMissing(Path path) throws IOException {
    try {
      Files.createFile(path, ownersOnly(path));
    } catch (FileAlreadyExistsException e) {
      // As it should be.
    }
  }

  private static FileAttribute<?>[] ownersOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Not a channel: that closes when a thread that uses it is interrupted. */
  private record OpenFile(Path path, RandomAccessFile file) implements ByteFile {
    @Override
    public long size() throws IOException {
      return file.length();
    }

    /** By sizes, since the number of a file may change under some file systems while it is open. */
    @Override
    public long namedSize() throws IOException {
      try {
        return Files.size(path);
      } catch (NoSuchFileException e) {
        return NO_FILE;
      } catch (AccessDeniedException e) {
        return size(); // Nobody may look there any more, which says nothing of the file.
      }
    }

    @Override
    public synchronized int read(long position, byte[] to, int offset, int length)
        throws IOException {
      file.seek(position);
      int done = 0;
      while (done < length) {
        int read = file.read(to, offset + done, length - done);
        if (read < 0) {
          break;
        }
        done += read;
      }
      return done;
    }

    @Override
    public synchronized void write(long position, byte[] from, int offset, int length)
        throws IOException {
      file.seek(position);
      file.write(from, offset, length);
    }

    @Override
    public void force() throws IOException {
      file.getFD().sync();
    }

    @Override
    public synchronized void truncate(long size) throws IOException {
      file.setLength(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
