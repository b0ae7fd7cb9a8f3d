package dev.headway.internal.journal;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes: {@code u32 length | u32 CRC32C(file id, length, body) | body}. A length of 0 is
 * none, so that blocks of zeros are no records.
 */
final class Records {
  /** Length and checksum. */
  static final int PREFIX = 8;

  /** What stands in a record itself; longer values have a file of their own. */
  static final int MAX_INLINE = 64 * 1024;

  /** What is kept of the text of a failure, in bytes. */
  static final int MAX_TEXT = 4096;

  /** No body is longer: a value, and what stands before it. */
  static final int MAX_BODY = MAX_INLINE + 256;

  /** The kind and the key. */
  static final int KEY_END = 13;

  /** More than a record needs without its value or text. */
  static final int MAX_FIELDS = PREFIX + KEY_END + 4 * 10 + 1;

  /** The index, the start, the duration and the attempt. */
  private static final int FIELDS = 4;

  /** What follows the fields of a task. */
  static final int NOTHING = 0;

  static final int VALUE = 1;
  static final int REFERENCE = 2;
  static final int TEXT = 3;

  private Records() {}

  /**
   * Writes a record of a task, but neither length nor checksum; returns where the content goes.
   *
   * @param startMillis when it started, in milliseconds after the begin of the run
   */
  static int putTask(
      byte[] to,
      int at,
      RecordKind kind,
      JournalKey key,
      long index,
      long startMillis,
      long durationNanos,
      int attempt,
      int content) {
    int next = at + PREFIX;
    to[next] = (byte) kind.code();
    Bytes.putLong(to, next + 1, key.high());
    Bytes.putInt(to, next + 9, key.low());
    next = Bytes.putVar(to, next + KEY_END, index);
    next = Bytes.putVar(to, next, Math.max(0, startMillis));
    next = Bytes.putVar(to, next, Math.max(0, durationNanos));
    next = Bytes.putVar(to, next, attempt);
    to[next++] = (byte) content;
    return next;
  }

  /** The body of a record that says up to where all is on the disk. */
  static byte[] synced(long position) {
    byte[] body = new byte[11];
    body[0] = (byte) RecordKind.SYNCED.code();
    return Arrays.copyOf(body, Bytes.putVar(body, 1, position));
  }

  /** Writes the length of a record that is complete. */
  static void putLength(byte[] to, int at, int end) {
    Bytes.putInt(to, at, end - at - PREFIX);
  }

  /** Writes the checksums of all records from one place to another. */
  static void putChecksums(byte[] to, int begin, int end, Checksum sum) {
    for (int at = begin; at < end; at = next(to, at)) {
      Bytes.putInt(to, at + 4, sum.of(to, at));
    }
  }

  /** Where the next record begins. */
  static int next(byte[] bytes, int at) {
    return at + PREFIX + Bytes.getInt(bytes, at);
  }

  /** The checksum of records of one file. For one thread at a time. */
  static final class Checksum {
    private final CRC32C sum = new CRC32C();
    private final byte[] fileId = new byte[8];

    Checksum(long fileId) {
      Bytes.putLong(this.fileId, 0, fileId);
    }

    int of(byte[] bytes, int at) {
      sum.reset();
      sum.update(fileId, 0, 8);
      sum.update(bytes, at, 4);
      sum.update(bytes, at + PREFIX, Bytes.getInt(bytes, at));
      return (int) sum.getValue();
    }
  }

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, offset, length);
    return (int) sum.getValue();
  }

  /** The kind of a body; null if it is of none, or too short for its kind. */
  static @Nullable RecordKind kind(byte[] bytes, int body, int length) {
    RecordKind kind = RecordKind.of(bytes[body]);
    return kind != null && kind.isOfTask() && length < KEY_END ? null : kind;
  }

  static JournalKey key(byte[] bytes, int body) {
    return new JournalKey(Bytes.getLong(bytes, body + 1), Bytes.getInt(bytes, body + 9));
  }

  /** Behind the fields of a task: at the byte that says what content follows. */
  static Bytes.Cursor content(byte[] bytes, int body, int length) {
    Bytes.Cursor from = new Bytes.Cursor(bytes, body + KEY_END, body + length);
    for (int i = 0; i < FIELDS; i++) {
      from.readVar();
    }
    return from;
  }
}
