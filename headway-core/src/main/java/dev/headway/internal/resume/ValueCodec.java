package dev.headway.internal.resume;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Turns values into bytes and back. Safe for use by several threads. */
public interface ValueCodec {

  /** Receives bytes, which it must not keep. */
  interface Sink {
    void accept(byte[] array, int offset, int length);
  }

  /**
   * Passes on the bytes of a value.
   *
   * @throws IOException if the value, or something that it holds, cannot be written
   */
  void encode(@Nullable Object value, Sink sink) throws IOException;

  /**
   * Reads a value.
   *
   * @param loader finds the classes of the value; null for those of the JDK alone
   * @throws IOException if the bytes cannot be read
   * @throws ClassNotFoundException if the loader does not know the class of the value
   */
  @Nullable Object decode(byte[] bytes, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException;
}
