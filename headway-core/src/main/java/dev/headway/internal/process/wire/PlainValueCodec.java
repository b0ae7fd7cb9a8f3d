package dev.headway.internal.process.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The common small types as bytes: a tag, then the bits, or the length and the elements. No code of
 * the user is called for them, so nothing can go wrong in the middle.
 */
public final class PlainValueCodec {
  // The tags are in journals too: what one means never changes.

  /** The bit that all tags have, and no length of a block. */
  private static final int BIT = 0x80;

  private static final int NULL = BIT;
  private static final int TRUE = BIT | 1;
  private static final int FALSE = BIT | 2;
  private static final int INT = BIT | 3;
  private static final int LONG = BIT | 4;
  private static final int DOUBLE = BIT | 5;
  private static final int FLOAT = BIT | 6;
  private static final int LATIN_1 = BIT | 7;
  private static final int UTF_16 = BIT | 8;
  private static final int BYTES = BIT | 9;
  private static final int INTS = BIT | 10;
  private static final int LONGS = BIT | 11;
  private static final int DOUBLES = BIT | 12;
  private static final int SHORT = BIT | 13;
  private static final int CHAR = BIT | 14;
  private static final int BYTE = BIT | 15;

  /** Bytes that travel beside the others: their number there. */
  private static final int ATTACHED = BIT | 16;

  private static final List<Class<?>> TYPES =
      List.of(
          Boolean.class,
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          String.class,
          byte[].class,
          int[].class,
          long[].class,
          double[].class,
          Short.class,
          Character.class,
          Byte.class);

  /** Longer texts are copied and compared in bulk, which pays from some ten characters on. */
  private static final int SHORT_TEXT = 16;

  private PlainValueCodec() {}

  /** Tells whether what comes next is something that this class has written. */
  public static boolean isNext(GrowableBuffer in) {
    return (in.peek() & BIT) != 0;
  }

  /** Tells whether values of a declared type can be plain at all. */
  public static boolean mayBe(Class<?> declared) {
    return declared.isPrimitive() || TYPES.stream().anyMatch(declared::isAssignableFrom);
  }

  /** Appends a value; false, and nothing appended, if it is not plain. */
  public static boolean write(GrowableBuffer out, @Nullable Object value) {
    if (value instanceof Integer number) {
      out.putByteAndInt(INT, number);
    } else if (value instanceof String text) {
      writeString(out, text);
    } else if (value == null) {
      out.putByte(NULL);
    } else if (value instanceof Long number) {
      out.putByte(LONG);
      out.putLong(number);
    } else if (value instanceof Double number) {
      out.putByte(DOUBLE);
      out.putLong(Double.doubleToRawLongBits(number));
    } else if (value instanceof Boolean truth) {
      out.putByte(truth ? TRUE : FALSE);
    } else if (value instanceof byte[] bytes) {
      if (!out.attach(ATTACHED, bytes)) {
        out.putByteAndInt(BYTES, bytes.length);
        out.write(bytes, 0, bytes.length);
      }
    } else if (value instanceof Float number) {
      out.putByteAndInt(FLOAT, Float.floatToRawIntBits(number));
    } else if (value instanceof int[] ints) {
      room(out, INTS, 4L * ints.length).asIntBuffer().put(ints);
    } else if (value instanceof long[] longs) {
      room(out, LONGS, 8L * longs.length).asLongBuffer().put(longs);
    } else if (value instanceof double[] doubles) {
      room(out, DOUBLES, 8L * doubles.length).asDoubleBuffer().put(doubles);
    } else if (value instanceof Short number) {
      out.putByteAndInt(SHORT, number);
    } else if (value instanceof Character character) {
      out.putByteAndInt(CHAR, character);
    } else if (value instanceof Byte number) {
      out.putByteAndInt(BYTE, number);
    } else {
      return false;
    }
    return true;
  }

  /** UTF-8 would lose surrogates that stand alone; these two forms keep every string. */
  private static void writeString(GrowableBuffer out, String text) {
    int length = text.length();
    out.putByteAndInt(LATIN_1, length);
    int at = out.extend(length);
    if (!copyLatin1(text, out.array(), at)) {
      out.truncate(at - GrowableBuffer.BYTE_AND_INT);
      room(out, UTF_16, 2L * length).asCharBuffer().put(text);
    }
  }

  /** Copies the low byte of each character; false if that is not all of it. */
  @SuppressWarnings("deprecation") // The JDK discourages what is wanted here.
  private static boolean copyLatin1(String text, byte[] into, int at) {
    int length = text.length();
    if (length < SHORT_TEXT) {
      for (int i = 0; i < length; i++) {
        char character = text.charAt(i);
        if (character > 0xFF) {
          return false;
        }
        into[at + i] = (byte) character;
      }
      return true;
    }
    text.getBytes(0, length, into, at);
    return new String(into, at, length, ISO_8859_1).equals(text);
  }

  private static ByteBuffer room(GrowableBuffer out, int tag, long length) {
    if (length > GrowableBuffer.LIMIT) {
      throw new TooLargeException(GrowableBuffer.LIMIT);
    }
    out.putByteAndInt(tag, (int) length);
    int begin = out.extend((int) length);
    return elements(out.array(), begin, (int) length);
  }

  /** In the order of most machines, so that they are copied as they are. */
  private static ByteBuffer elements(byte[] array, int begin, int length) {
    return ByteBuffer.wrap(array, begin, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the next value and steps behind it.
   *
   * @throws BadFrameException if there is no whole value
   * @throws IOException if it has more bytes than a limit
   */
  static @Nullable public Object read(GrowableBuffer in, int limit) throws IOException {
    int tag = in.getByte() & 0xFF;
    return switch (tag) {
      case NULL -> null;
      case TRUE -> true;
      case FALSE -> false;
      case INT -> in.getInt();
      case LONG -> in.getLong();
      case DOUBLE -> Double.longBitsToDouble(in.getLong());
      case FLOAT -> Float.intBitsToFloat(in.getInt());
      case SHORT -> (short) in.getInt();
      case CHAR -> (char) in.getInt();
      case BYTE -> (byte) in.getInt();
      case ATTACHED -> checked(in.take(in.getInt()), limit);
      default -> readElements(in, tag, limit);
    };
  }

  private static byte[] checked(byte[] array, int limit) throws IOException {
    if (array.length > limit) {
      throw new IOException(TooLargeException.of(limit));
    }
    return array;
  }

  private static Object readElements(GrowableBuffer in, int tag, int limit) throws IOException {
    int count = in.getInt();
    int at = in.skip(count);
    if (count > limit) {
      throw new IOException(TooLargeException.of(limit));
    }
    byte[] array = in.array();
    return switch (tag) {
      case LATIN_1 -> new String(array, at, count, ISO_8859_1);
      case UTF_16 -> elements(array, at, count).asCharBuffer().toString();
      case BYTES -> Arrays.copyOfRange(array, at, at + count);
      case INTS -> {
        int[] ints = new int[count / 4];
        elements(array, at, count).asIntBuffer().get(ints);
        yield ints;
      }
      case LONGS -> {
        long[] longs = new long[count / 8];
        elements(array, at, count).asLongBuffer().get(longs);
        yield longs;
      }
      case DOUBLES -> {
        double[] doubles = new double[count / 8];
        elements(array, at, count).asDoubleBuffer().get(doubles);
        yield doubles;
      }
      default -> throw new BadFrameException("it holds a value of an unknown kind (" + tag + ")");
    };
  }
}
