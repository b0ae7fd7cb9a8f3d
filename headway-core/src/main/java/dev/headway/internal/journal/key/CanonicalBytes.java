package dev.headway.internal.journal.key;

import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes that are written one after the other, and digested at the end. Big-endian. */
final class CanonicalBytes {
  /** More than this is given back after a large input. */
  private static final int KEPT = 1 << 16;

  private byte[] array = new byte[256];
  private int length;

  void clear() {
    length = 0;
    if (array.length > KEPT) {
      array = new byte[256];
    }
  }

  void putByte(int value) {
    reserve(1);
    array[length++] = (byte) value;
  }

  void putInt(int value) {
    reserve(4);
    setInt(length, value);
    length += 4;
  }

  void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /** Appends the length and the bytes. */
  void putBytes(byte[] bytes) {
    putInt(bytes.length);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, array, length, bytes.length);
    length += bytes.length;
  }

  /**
   * Appends the length in bytes and the characters: as UTF-8, where a surrogate is a character of
   * its own. So two texts never have the same bytes, not even broken ones.
   */
  void putText(String text) {
    int begin = length;
    putInt(0);
    reserve(3L * text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < 0x80) {
        array[length++] = (byte) character;
      } else if (character < 0x800) {
        array[length++] = (byte) (0xC0 | character >> 6);
        array[length++] = (byte) (0x80 | character & 0x3F);
      } else {
        array[length++] = (byte) (0xE0 | character >> 12);
        array[length++] = (byte) (0x80 | character >> 6 & 0x3F);
        array[length++] = (byte) (0x80 | character & 0x3F);
      }
    }
    setInt(begin, length - begin - 4);
  }

  private void setInt(int at, int value) {
    array[at] = (byte) (value >>> 24);
    array[at + 1] = (byte) (value >>> 16);
    array[at + 2] = (byte) (value >>> 8);
    array[at + 3] = (byte) value;
  }

  private void reserve(long more) {
    long needed = length + more;
    if (needed > array.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "An input has more than 2 GiB. Give the journal a shorter key: Journal.key(...).");
      }
      array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8, needed * 3 / 2));
    }
  }

  void addTo(MessageDigest digest) {
    digest.update(array, 0, length);
  }
}
