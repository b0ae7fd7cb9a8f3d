package dev.headway.spark;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.codec.ExceptionCodec;
import dev.headway.internal.process.wire.GrowableBuffer;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values and exceptions as bytes, each by itself. */
final class Payloads {
  private Payloads() {}

  /**
   * Writes a value.
   *
   * @throws IOException if it, or something that it holds, is not serializable
   */
  static byte[] of(@Nullable Object value) throws IOException {
    GrowableBuffer out = new GrowableBuffer();
    Codec.write(out, value);
    return bytes(out);
  }

  /** Reads a value. */
  static @Nullable Object value(byte[] bytes, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    return Codec.read(buffer(bytes), loader);
  }

  /** Writes an exception, which always succeeds: by a stand-in if it must be. */
  static byte[] ofError(Throwable error, @Nullable ClassLoader loader) {
    try {
      GrowableBuffer out = new GrowableBuffer();
      ExceptionCodec.write(out, error, loader);
      return bytes(out);
    } catch (IOException e) {
      throw new IllegalStateException("The stand-in of an exception cannot be written.", e);
    }
  }

  /** Reads an exception, or why it cannot be read. */
  static Throwable error(byte[] bytes, @Nullable ClassLoader loader) {
    try {
      return ExceptionCodec.read(buffer(bytes), loader);
    } catch (IOException e) {
      return e;
    }
  }

  private static GrowableBuffer buffer(byte[] bytes) {
    GrowableBuffer buffer = new GrowableBuffer();
    buffer.write(bytes, 0, bytes.length);
    buffer.position(0);
    return buffer;
  }

  private static byte[] bytes(GrowableBuffer buffer) {
    return Arrays.copyOf(buffer.array(), buffer.length());
  }
}
