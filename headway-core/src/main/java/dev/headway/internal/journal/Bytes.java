package dev.headway.internal.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers in bytes: the highest byte first, or seven bits in each byte from the lowest on. Where a
 * number is read, the caller has checked that its bytes are there, or holds a {@link Cursor}.
 */
final class Bytes {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  static int getInt(byte[] from, int at) {
    return (int) INTS.get(from, at);
  }

  static void putInt(byte[] to, int at, int value) {
    INTS.set(to, at, value);
  }

  static long getLong(byte[] from, int at) {
    return (long) LONGS.get(from, at);
  }

  static void putLong(byte[] to, int at, long value) {
    LONGS.set(to, at, value);
  }

  /** Returns where the next byte goes; a number takes ten bytes at the most. */
  static int putVar(byte[] to, int at, long value) {
    int next = at;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[next++] = (byte) rest;
    return next;
  }

  /** Reads one after the other, and notes if there was less than was asked for. */
  static final class Cursor {
    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean broken;

    Cursor(byte[] bytes, int at, int end) {
      this.bytes = bytes;
      this.at = at;
      this.end = end;
    }

    boolean isBroken() {
      return broken;
    }

    int position() {
      return at;
    }

    int remaining() {
      return end - at;
    }

    int readByte() {
      return has(1) ? bytes[at++] & 0xFF : 0;
    }

    int readInt() {
      if (!has(4)) {
        return 0;
      }
      at += 4;
      return getInt(bytes, at - 4);
    }

    long readLong() {
      if (!has(8)) {
        return 0;
      }
      at += 8;
      return getLong(bytes, at - 8);
    }

    long readVar() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        long next = readByte();
        value |= (next & 0x7F) << shift;
        if (next < 0x80) {
          return value;
        }
      }
      broken = true;
      return 0;
    }

    String readText(int length) {
      if (length < 0 || !has(length)) {
        return "";
      }
      at += length;
      return new String(bytes, at - length, length, java.nio.charset.StandardCharsets.UTF_8);
    }

    private boolean has(int count) {
      broken |= end - at < count;
      return !broken;
    }
  }
}
