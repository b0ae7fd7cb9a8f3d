package dev.headway.internal.process.codec;

import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.process.wire.TooLargeException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes: those of the common small types as {@link PlainValueCodec} writes them, all
 * others as a block of their own, length first. One that cannot be written or read costs nothing
 * but itself.
 */
public final class Codec {
  /** The most that a value has besides itself: a length and a kind. */
  public static final int HEAD = 5;

  // These are in journals too, but for CLASS: what one means never changes.
  private static final byte OBJECT = 13;
  private static final byte RECORD = 14;

  /** No value, but the description of a class that a value behind it needs. */
  private static final byte CLASS = 15;

  private Codec() {}

  /**
   * Appends a value that can be read by itself. If it cannot be written, the buffer is as it was
   * before.
   *
   * @throws IOException if the value, or something that it holds, is not serializable
   */
  public static void write(GrowableBuffer out, @Nullable Object value) throws IOException {
    write(out, value, null);
  }

  /** Receives the bytes of a value, which it must not keep. */
  public interface Sink {
    void accept(byte[] array, int offset, int length);
  }

  /**
   * Passes on the bytes of a value that can be read by itself.
   *
   * @param buffer what is in it is lost
   * @throws IOException if the value, or something that it holds, is not serializable
   */
  public static void encode(GrowableBuffer buffer, @Nullable Object value, Sink sink)
      throws IOException {
    buffer.clear();
    write(buffer, value);
    sink.accept(buffer.array(), 0, buffer.length());
  }

  /**
   * Reads a value that was written by itself.
   *
   * @param buffer what is in it is lost
   * @throws IOException if the bytes cannot be read
   * @throws ClassNotFoundException if the loader does not know the class of the value
   */
  public static @Nullable Object decode(
      GrowableBuffer buffer, byte[] bytes, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    buffer.clear();
    buffer.write(bytes, 0, bytes.length);
    return read(buffer, loader);
  }

  /** The same, for a reader that has read all that was written before. */
  public static void write(
      GrowableBuffer out, @Nullable Object value, @Nullable ClassDescriptorTable descriptors)
      throws IOException {
    int begin = out.length();
    int known = descriptors == null ? 0 : descriptors.size();
    boolean written = false;
    try {
      if (!PlainValueCodec.write(out, value)) {
        writeBlock(out, value, descriptors);
        if (descriptors != null && descriptors.size() > known) {
          describe(out, begin, known, descriptors);
        }
      }
      written = true;
    } finally {
      if (!written) {
        out.truncate(begin);
        if (descriptors != null) {
          descriptors.forget(known);
        }
      }
    }
  }

  private static void writeBlock(
      GrowableBuffer out, @Nullable Object value, @Nullable ClassDescriptorTable descriptors)
      throws IOException {
    int begin = beginBlock(out);
    if (value == null || descriptors == null || !writeRecord(out, value, descriptors)) {
      out.truncate(begin);
      out.putByte(OBJECT);
      ClassIdSerializer.write(out, value, descriptors);
    }
    endBlock(out, begin);
  }

  private static boolean writeRecord(
      GrowableBuffer out, Object value, ClassDescriptorTable descriptors) throws IOException {
    RecordCodec recordCodec = descriptors.recordCodec(value.getClass());
    int number =
        recordCodec == null
            ? ClassDescriptorTable.UNNUMBERED
            : descriptors.number(value.getClass());
    if (recordCodec == null || number == ClassDescriptorTable.UNNUMBERED) {
      return false;
    }
    out.putByteAndInt(RECORD, number);
    return recordCodec.write(out, value);
  }

  private static int beginBlock(GrowableBuffer out) {
    out.putInt(0);
    return out.length();
  }

  private static void endBlock(GrowableBuffer out, int begin) {
    out.setInt(begin - 4, out.length() - begin);
  }

  /**
   * Puts descriptions of the new classes ahead of the value that needs them: in blocks of their
   * own, so that they are read also if the value itself cannot be.
   */
  private static void describe(
      GrowableBuffer out, int begin, int known, ClassDescriptorTable descriptors) {
    int end = out.length();
    for (int number = known; number < descriptors.size(); number++) {
      int block = beginBlock(out);
      out.putByte(CLASS);
      descriptors.describe(number, out);
      endBlock(out, block);
    }
    out.moveTailTo(begin, end);
  }

  /**
   * Reads the next value and steps behind it, also when it cannot be read.
   *
   * @throws BadFrameException if there is no whole block
   * @throws IOException if the block cannot be read
   * @throws ClassNotFoundException if the loader does not know the class of the value
   */
  static @Nullable public Object read(GrowableBuffer in, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    return read(in, loader, GrowableBuffer.LIMIT, null);
  }

  /**
   * The same, of what was written with a table of class descriptors; refuses a value of more bytes
   * than a limit.
   */
  static @Nullable public Object read(
      GrowableBuffer in,
      @Nullable ClassLoader loader,
      int limit,
      @Nullable ClassDescriptorTable descriptors)
      throws IOException, ClassNotFoundException {
    while (!PlainValueCodec.isNext(in)) {
      int length = in.getInt();
      if (length == 0) {
        throw new BadFrameException("it holds an empty block");
      }
      int begin = in.skip(length);
      int end = in.position();
      in.position(begin);
      try {
        byte kind = in.getByte();
        if (kind != CLASS) {
          if (length - 1 > limit) {
            throw new IOException(TooLargeException.of(limit));
          }
          return readBlock(in, kind, end, loader, descriptors);
        }
        if (descriptors == null) {
          throw new BadFrameException("it describes a class where there is none");
        }
        descriptors.learn(in.array(), begin + 1, length - 1, loader);
      } catch (OutOfMemoryError e) {
        while (in.array()[begin] == CLASS) { // The value comes behind it.
          in.position(end);
          begin = in.skip(in.getInt());
          end = in.position();
        }
        throw e;
      } finally {
        in.position(end);
      }
    }
    return PlainValueCodec.read(in, limit);
  }

  /** Reads the descriptions of classes ahead of a value of which only the beginning has come. */
  public static void learn(
      GrowableBuffer in, @Nullable ClassLoader loader, ClassDescriptorTable descriptors)
      throws BadFrameException {
    while (in.remaining() > HEAD && !PlainValueCodec.isNext(in)) {
      int length = in.getInt();
      if (length < 1 || length > in.remaining() || in.array()[in.position()] != CLASS) {
        return;
      }
      descriptors.learn(in.array(), in.position() + 1, length - 1, loader);
      in.skip(length);
    }
  }

  private static @Nullable Object readBlock(
      GrowableBuffer in,
      byte kind,
      int end,
      @Nullable ClassLoader loader,
      @Nullable ClassDescriptorTable descriptors)
      throws IOException, ClassNotFoundException {
    int at = in.position();
    if (kind == OBJECT) {
      return ClassIdSerializer.read(in.array(), at, end - at, loader, descriptors);
    }
    if (kind != RECORD || descriptors == null) {
      throw new BadFrameException("it holds a value of an unknown kind (" + kind + ")");
    }
    return descriptors.recordCodec(in.getInt()).read(in);
  }
}
