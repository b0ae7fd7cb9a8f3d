package dev.headway.internal.journal;

import java.util.Arrays;

/** Records that are written at once. For one thread at a time. */
final class Batch {
  private static final int SMALLEST = 8192;

  /** After a batch as large as this, its memory is given back. */
  private static final int LARGE = 4 << 20;

  private byte[] bytes = new byte[0];
  private int length;

  void clear() {
    length = 0;
    if (bytes.length > LARGE) {
      bytes = new byte[0];
    }
  }

  void add(byte[] from, int count) {
    if (bytes.length < length + count) {
      int capacity = Math.max(length + count, Math.max(SMALLEST, bytes.length * 3 / 2));
      bytes = Arrays.copyOf(bytes, capacity);
    }
    System.arraycopy(from, 0, bytes, length, count);
    length += count;
  }

  /** Adds a record without its checksum. */
  void addRecord(byte[] body) {
    byte[] prefix = new byte[Records.PREFIX];
    Bytes.putInt(prefix, 0, body.length);
    add(prefix, Records.PREFIX);
    add(body, body.length);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** How many of its first bytes are whole records, if no more than so many can be. */
  int wholeRecords(long limit) {
    int whole = 0;
    while (whole < length && Records.next(bytes, whole) <= limit) {
      whole = Records.next(bytes, whole);
    }
    return whole;
  }
}
