package dev.headway.internal.journal;

import java.util.Arrays;

/** Bytes in memory. */
final class MemoryFile implements ByteFile {
  private byte[] bytes;

  MemoryFile(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public long namedSize() {
    return size();
  }

  @Override
  public int read(long position, byte[] to, int offset, int length) {
    int count = (int) Math.max(0, Math.min(length, bytes.length - position));
    System.arraycopy(bytes, (int) Math.min(position, bytes.length), to, offset, count);
    return count;
  }

  @Override
  public void write(long position, byte[] from, int offset, int length) {
    bytes = Arrays.copyOf(bytes, (int) Math.max(bytes.length, position + length));
    System.arraycopy(from, offset, bytes, (int) position, length);
  }

  @Override
  public void force() {
    // Memory has nothing behind it.
  }

  @Override
  public void truncate(long size) {
    bytes = Arrays.copyOf(bytes, (int) size);
  }

  @Override
  public void close() {
    // As above.
  }
}
