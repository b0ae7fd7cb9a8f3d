package dev.headway.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The values that are too long for a record, one behind the other in a file beside the journal. Its
 * name has the number of the journal's file, so that a journal never reads the values of another.
 * Safe for use by several threads.
 */
final class SideFile implements Closeable {
  private final Disk disk;
  private final Path path;
  private @Nullable ByteFile file; // Opened when it is first needed; guarded by this.
  private long end; // Guarded by this.
  private volatile boolean unforced;

  SideFile(Disk disk, Path journal, Header header) {
    this.disk = disk;
    this.path = path(journal, header);
  }

  static Path path(Path journal, Header header) {
    return Disk.with(journal, String.format(".values-%016x", header.fileId()));
  }

  /** Adds a value; returns where it begins. */
  synchronized long add(byte[] from, int offset, int length) throws IOException {
    ByteFile open = file();
    ChangedFileException.check(open, path, end);
    long position = end;
    open.write(position, from, offset, length);
    end = position + length;
    unforced = true;
    return position;
  }

  /** Reads a value; null if it is not there as it was written. */
  synchronized byte @Nullable [] read(long position, int length, int checksum) throws IOException {
    if (file == null && !Files.exists(path)) {
      return null;
    }
    ByteFile open = file();
    if (position < 0 || length < 0 || position + length > end) {
      return null;
    }
    byte[] bytes = new byte[length];
    int read = open.read(position, bytes, 0, length);
    return read == length && Records.checksum(bytes, 0, length) == checksum ? bytes : null;
  }

  private ByteFile file() throws IOException {
    ByteFile open = file;
    if (open == null) {
      if (Files.exists(path)) {
        open = disk.open(path);
      } else {
        open = disk.create(path);
        disk.forceFolder(path);
      }
      end = open.size();
      file = open;
    }
    return open;
  }

  /** Brings to the disk what a program has added that was killed before it did so itself. */
  void forceLeft() throws IOException {
    synchronized (this) {
      if (!Files.exists(path)) {
        return;
      }
      file();
      unforced = true;
    }
    force();
  }

  /** Brings what was added to the disk; a record that tells of it may follow then. */
  void force() throws IOException {
    ByteFile open;
    synchronized (this) {
      open = file;
      if (open != null) {
        ChangedFileException.check(open, path, end);
      }
    }
    if (open != null && unforced) {
      unforced = false;
      open.force();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
