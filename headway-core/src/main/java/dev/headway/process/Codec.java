package dev.headway.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes. Each is a block of its own, length first: one that cannot be written or read
 * costs nothing but itself. The common small types have a tag; the rest goes through {@link
 * Serialization}.
 */
final class Codec {
  /** What a block has besides its value: its length and its kind. */
  static final int HEAD = 5;

  private static final byte NULL = 0;
  private static final byte TRUE = 1;
  private static final byte FALSE = 2;
  private static final byte INT = 3;
  private static final byte LONG = 4;
  private static final byte DOUBLE = 5;
  private static final byte FLOAT = 6;
  private static final byte LATIN_1 = 7;
  private static final byte UTF_16 = 8;
  private static final byte BYTES = 9;
  private static final byte INTS = 10;
  private static final byte LONGS = 11;
  private static final byte DOUBLES = 12;
  private static final byte OBJECT = 13;

  private Codec() {}

  /**
   * Appends a value. If it cannot be written, the buffer is as it was before.
   *
   * @throws IOException if the value, or something that it holds, is not serializable
   */
  static void write(Bytes out, @Nullable Object value) throws IOException {
    int begin = out.length();
    boolean written = false;
    try {
      out.putInt(0);
      writeTagged(out, value);
      out.setInt(begin, out.length() - begin - 4);
      written = true;
    } finally {
      if (!written) {
        out.truncate(begin);
      }
    }
  }

  private static void writeTagged(Bytes out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.putByte(NULL);
    } else if (value instanceof Boolean truth) {
      out.putByte(truth ? TRUE : FALSE);
    } else if (value instanceof Integer number) {
      out.putByte(INT);
      out.putInt(number);
    } else if (value instanceof Long number) {
      out.putByte(LONG);
      out.putLong(number);
    } else if (value instanceof Double number) {
      out.putByte(DOUBLE);
      out.putLong(Double.doubleToRawLongBits(number));
    } else if (value instanceof Float number) {
      out.putByte(FLOAT);
      out.putInt(Float.floatToRawIntBits(number));
    } else if (value instanceof String text) {
      writeString(out, text);
    } else if (value instanceof byte[] bytes) {
      out.putByte(BYTES);
      out.write(bytes, 0, bytes.length);
    } else if (value instanceof int[] ints) {
      out.putByte(INTS);
      room(out, 4L * ints.length).asIntBuffer().put(ints);
    } else if (value instanceof long[] longs) {
      out.putByte(LONGS);
      room(out, 8L * longs.length).asLongBuffer().put(longs);
    } else if (value instanceof double[] doubles) {
      out.putByte(DOUBLES);
      room(out, 8L * doubles.length).asDoubleBuffer().put(doubles);
    } else {
      out.putByte(OBJECT);
      Serialization.write(out, value);
    }
  }

  /** UTF-8 would lose surrogates that stand alone; these two forms keep every string. */
  private static void writeString(Bytes out, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        out.putByte(UTF_16);
        room(out, 2L * text.length()).asCharBuffer().put(text);
        return;
      }
    }
    out.putByte(LATIN_1);
    byte[] bytes = text.getBytes(ISO_8859_1);
    out.write(bytes, 0, bytes.length);
  }

  private static ByteBuffer room(Bytes out, long length) {
    if (length > Wire.LIMIT) {
      throw new TooLargeException();
    }
    int begin = out.extend((int) length);
    return ByteBuffer.wrap(out.array(), begin, (int) length).slice();
  }

  /**
   * Reads the next value and steps behind it, also when it cannot be read.
   *
   * @throws BadFrameException if there is no whole block
   * @throws IOException if the block cannot be read
   * @throws ClassNotFoundException if the loader does not know the class of the value
   */
  static @Nullable Object read(Bytes in, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    return read(in, loader, Wire.LIMIT);
  }

  /** The same, and refuses a value of more bytes than a limit. */
  static @Nullable Object read(Bytes in, @Nullable ClassLoader loader, int limit)
      throws IOException, ClassNotFoundException {
    int length = in.getInt();
    int begin = in.skip(length);
    int end = in.position();
    in.position(begin);
    try {
      if (length - 1 > limit) {
        throw new IOException(TooLargeException.of(limit));
      }
      return readTagged(in, length, loader);
    } finally {
      in.position(end);
    }
  }

  private static @Nullable Object readTagged(Bytes in, int length, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    byte tag = in.getByte();
    int count = length - 1;
    int at = in.position();
    byte[] array = in.array();
    return switch (tag) {
      case NULL -> null;
      case TRUE -> true;
      case FALSE -> false;
      case INT -> in.getInt();
      case LONG -> in.getLong();
      case DOUBLE -> Double.longBitsToDouble(in.getLong());
      case FLOAT -> Float.intBitsToFloat(in.getInt());
      case LATIN_1 -> new String(array, at, count, ISO_8859_1);
      case UTF_16 -> ByteBuffer.wrap(array, at, count).asCharBuffer().toString();
      case BYTES -> Arrays.copyOfRange(array, at, at + count);
      case INTS -> {
        int[] ints = new int[count / 4];
        ByteBuffer.wrap(array, at, count).asIntBuffer().get(ints);
        yield ints;
      }
      case LONGS -> {
        long[] longs = new long[count / 8];
        ByteBuffer.wrap(array, at, count).asLongBuffer().get(longs);
        yield longs;
      }
      case DOUBLES -> {
        double[] doubles = new double[count / 8];
        ByteBuffer.wrap(array, at, count).asDoubleBuffer().get(doubles);
        yield doubles;
      }
      case OBJECT -> Serialization.read(array, at, count, loader);
      default -> throw new BadFrameException("it holds a value of an unknown kind (" + tag + ")");
    };
  }
}
