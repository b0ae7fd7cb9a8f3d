package dev.headway.internal.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a long value stands in the file of values.
 *
 * @param at where this stands in its record, from the begin of the body on
 * @param position where the value begins
 * @param length its length
 * @param checksum its checksum
 */
record Reference(int at, long position, int length, int checksum) {
  /** More than it takes in a record. */
  static final int MAX_LENGTH = 24;

  /** Null if the record has none. */
  static @Nullable Reference of(byte[] bytes, int body, int bodyLength) {
    RecordKind kind = Records.kind(bytes, body, bodyLength);
    if (kind != RecordKind.DONE) {
      return null;
    }
    Bytes.Cursor from = Records.content(bytes, body, bodyLength);
    if (from.readByte() != Records.REFERENCE) {
      return null;
    }
    int at = from.position() - body;
    Reference read = new Reference(at, from.readVar(), (int) from.readVar(), from.readInt());
    return from.isBroken() ? null : read;
  }

  byte[] toBytes() {
    byte[] to = new byte[MAX_LENGTH];
    int next = Bytes.putVar(to, Bytes.putVar(to, 0, position), length);
    Bytes.putInt(to, next, checksum);
    return Arrays.copyOf(to, next + 4);
  }

  /** A body that refers to the same value at another place. */
  byte[] movedTo(long newPosition, byte[] body) {
    byte[] reference = new Reference(at, newPosition, length, checksum).toBytes();
    byte[] moved = Arrays.copyOf(body, at + reference.length);
    System.arraycopy(reference, 0, moved, at, reference.length);
    return moved;
  }
}
