package dev.headway.internal.journal;

import java.io.IOException;
import java.util.Arrays;

/** Reads records wherever they stand, by a part of the file that it holds. For one thread. */
final class RecordWindow {
  /** For who reads a file from its begin to its end. */
  static final int CHUNK = 512 * 1024;

  private static final long NONE = -1;

  private final ByteFile file;
  private final Records.Checksum sum;
  private final int chunk;
  private byte[] bytes = {};
  private long begin;
  private int filled;

  /** The place that was asked for last, and what was found there. */
  private long checked = NONE;

  private int checkedLength;

  /**
   * Reads nothing yet.
   *
   * @param chunk how many bytes it reads at once
   */
  RecordWindow(ByteFile file, long fileId, int chunk) {
    this.chunk = chunk;
    this.file = file;
    this.sum = new Records.Checksum(fileId);
  }

  /** The length of the body of the record there; 0 if no whole and valid record is there. */
  int bodyLength(long position) throws IOException {
    if (position != checked) { // Who has found a record often asks for its value next.
      checkedLength = check(position);
      checked = position;
    }
    return checkedLength;
  }

  private int check(long position) throws IOException {
    checked = NONE; // Until it is known: the file may not be readable.
    if (!hold(position, Records.PREFIX)) {
      return 0;
    }
    int length = Bytes.getInt(bytes, at(position));
    if (length <= 0
        || length > Records.MAX_BODY
        || !hold(position, Records.PREFIX + length)
        || RecordKind.of(bytes[at(position) + Records.PREFIX]) == null
        || sum.of(bytes, at(position)) != Bytes.getInt(bytes, at(position) + 4)) {
      return 0;
    }
    return length;
  }

  /** What holds the record that was asked for last. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the body of the record begins in {@link #bytes}. */
  int body(long position) {
    return at(position) + Records.PREFIX;
  }

  /** Where the first record begins that stands at a position or behind it; a limit if none does. */
  long next(long from, long limit) throws IOException {
    long position = from;
    while (position < limit && bodyLength(position) == 0) {
      position++;
    }
    return position;
  }

  /** A copy of the body of the record that was asked for last. */
  byte[] copy(long position, int length) {
    return Arrays.copyOfRange(bytes, body(position), body(position) + length);
  }

  private int at(long position) {
    return (int) (position - begin);
  }

  private boolean hold(long position, int length) throws IOException {
    long end = begin + filled;
    if (position >= begin && position + length <= end) {
      return true;
    }
    int wanted = Math.max(length, chunk);
    byte[] target = bytes.length < wanted ? new byte[wanted] : bytes;
    int kept = position >= begin && position < end ? (int) (end - position) : 0;
    System.arraycopy(bytes, filled - kept, target, 0, kept);
    bytes = target;
    begin = position;
    filled = kept + file.read(position + kept, target, kept, wanted - kept);
    return filled >= length;
  }
}
