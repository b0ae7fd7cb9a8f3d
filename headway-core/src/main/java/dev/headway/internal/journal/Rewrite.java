package dev.headway.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new file with records of an old one, which takes the place of that when it is complete and on
 * the disk. Until then the old one stands as it was.
 */
final class Rewrite implements Closeable {
  private static final int CHUNK = 1 << 20;

  private final Disk disk;
  private final Path path;
  private final Path part;
  private final ByteFile file;
  private final Records.Checksum sum;
  private final Batch batch = new Batch();
  private long end;
  private boolean moved;

  Rewrite(Disk disk, Path path, Header header) throws IOException {
    this.disk = disk;
    this.path = path;
    this.part = Disk.with(path, ".new");
    this.sum = new Records.Checksum(header.fileId());
    Files.deleteIfExists(part); // Of a program that was killed while it wrote one.
    this.file = disk.create(part);
    batch.add(header.toBytes(), Header.LENGTH);
    write();
  }

  /** Adds a record; its checksum is made anew. */
  void add(byte[] body) throws IOException {
    int at = batch.length();
    batch.addRecord(body);
    Records.putChecksums(batch.bytes(), at, batch.length(), sum);
    if (batch.length() >= CHUNK) {
      write();
    }
  }

  private void write() throws IOException {
    file.write(end, batch.bytes(), 0, batch.length());
    end += batch.length();
    batch.clear();
  }

  /** Puts it in the place of the old one. */
  void finish() throws IOException {
    long position = end + batch.length();
    if (position > Header.LENGTH) {
      add(Records.synced(position)); // True as soon as the file has its name.
    }
    write();
    file.force();
    file.close();
    disk.move(part, path);
    moved = true;
    disk.forceFolder(path);
  }

  /** Whether the new file is in its place, though perhaps not for good. */
  boolean isMoved() {
    return moved;
  }

  /** Drops what was not finished. */
  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(part);
  }
}
