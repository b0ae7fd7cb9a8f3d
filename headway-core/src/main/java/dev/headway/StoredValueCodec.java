package dev.headway;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.resume.ValueCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Values in a journal are bytes in the form in which worker processes are sent them. */
final class StoredValueCodec implements ValueCodec {
  private final ThreadLocal<GrowableBuffer> buffers = ThreadLocal.withInitial(GrowableBuffer::new);

  @Override
  public void encode(@Nullable Object value, Sink sink) throws IOException {
    Codec.encode(buffers.get(), value, sink::accept);
  }

  @Override
  public @Nullable Object decode(byte[] bytes, @Nullable ClassLoader loader)
      throws IOException, ClassNotFoundException {
    return Codec.decode(buffers.get(), bytes, loader);
  }
}
