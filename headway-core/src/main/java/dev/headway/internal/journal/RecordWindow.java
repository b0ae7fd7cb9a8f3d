package dev.headway.internal.journal;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads records wherever they stand, by a part of the file that it holds: large when it goes on
 * from where it was, small when it jumps. For one thread at a time.
 */
final class RecordWindow {
  private static final int SMALL = 16 * 1024;
  private static final int LARGE = 512 * 1024;

  private final ByteFile file;
  private final Records.Checksum sum;
  private byte[] bytes = new byte[SMALL];
  private long begin;
  private int filled;

  RecordWindow(ByteFile file, Header header) {
    this.file = file;
    this.sum = new Records.Checksum(header);
  }

  /** The length of the body of the record there; 0 if no whole and valid record is there. */
  int bodyLength(long position) throws IOException {
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
    boolean goesOn = position >= begin && position <= end + LARGE;
    int wanted = Math.max(length, goesOn ? LARGE : SMALL);
    byte[] target = bytes.length < wanted ? new byte[wanted] : bytes;
    int kept = goesOn && position < end ? (int) (end - position) : 0;
    System.arraycopy(bytes, filled - kept, target, 0, kept);
    bytes = target;
    begin = position;
    filled = kept + file.read(position + kept, target, kept, wanted - kept);
    return filled >= length;
  }
}
