package dev.headway.internal.process.proxy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * All bytes of a buffer, also those before its position and behind its limit. Only its mark is
 * lost, which no method returns. Of a file that is mapped it has what is in the file now.
 *
 * @param little whether it has the lowest byte of a number first
 */
@SuppressWarnings("ArrayRecordComponent") // They are never compared.
record BufferProxy(
    byte[] bytes, int position, int limit, boolean little, boolean readOnly, boolean direct)
    implements SerializationProxy {
  private static final long serialVersionUID = 1L;

  static BufferProxy of(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.duplicate().clear().get(bytes);
    return new BufferProxy(
        bytes,
        buffer.position(),
        buffer.limit(),
        buffer.order() == ByteOrder.LITTLE_ENDIAN,
        buffer.isReadOnly(),
        buffer.isDirect());
  }

  private Object readResolve() {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (direct) {
      buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }
    if (readOnly) {
      buffer = buffer.asReadOnlyBuffer();
    }
    return buffer
        .limit(limit)
        .position(position)
        .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }
}
