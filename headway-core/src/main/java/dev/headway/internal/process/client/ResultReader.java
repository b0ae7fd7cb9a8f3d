package dev.headway.internal.process.client;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.process.wire.ResultStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker sends while it performs a request, as far as there is the memory for it in this
 * JVM: what has no room is read past, so that the conversation goes on.
 */
final class ResultReader {
  private final WorkerProcess process;
  private final GrowableBuffer payload;

  /** What has arrived of the result that comes next. */
  private final List<byte[]> arrays = new ArrayList<>(1);

  /** How many bytes of it that is, with what had no room. */
  private long attached;

  ResultReader(WorkerProcess process, GrowableBuffer payload) {
    this.process = process;
    this.payload = payload;
  }

  void clear() {
    arrays.clear();
    attached = 0;
  }

  /** A part of the result that comes next. */
  void receiveArray(FrameHeader header) throws IOException {
    if (!arrays.isEmpty() || header.length() > process.maxResult()) {
      throw new BadFrameException("it sends an array that no result may have");
    }
    attached = header.length();
    try {
      arrays.add(process.channel().array(header));
    } catch (OutOfMemoryError e) {
      process.channel().skip();
      arrays.add(GrowableBuffer.NO_ROOM); // The code that reads the result learns it then.
    }
  }

  /**
   * The payload of a frame. If there is no room for it, it is empty.
   *
   * @param loader knows the classes of the results
   * @return why there is no room for the results of the frame; null if there is
   */
  @Nullable OutOfMemoryError receive(FrameHeader header, @Nullable ClassLoader loader)
      throws IOException {
    OutOfMemoryError full = null;
    try {
      process.channel().payload(header, payload);
    } catch (OutOfMemoryError e) {
      if (header.results() == 0) {
        throw e; // Not even a few bytes have room.
      }
      full = e;
      process.channel().skip();
      learn(loader);
      payload.clear();
    }
    return full;
  }

  /** What has come of a result may describe classes of which there will be more. */
  private void learn(@Nullable ClassLoader loader) throws IOException {
    if (payload.remaining() > Codec.HEAD && !PlainValueCodec.isNext(payload)) {
      payload.getInt();
      if (ResultStatus.read(payload) == ResultStatus.VALUE) {
        Codec.learn(payload, loader, process.results());
      }
    }
  }

  /** The frame has results: what came for them belongs to it. */
  void attach() {
    payload.receive(arrays);
  }

  /** How many bytes a result had that began at a place, with its array. */
  long size(int begin) {
    return payload.position() - begin + attached;
  }

  /** The results are read. */
  void settled() {
    attached = 0;
  }
}
