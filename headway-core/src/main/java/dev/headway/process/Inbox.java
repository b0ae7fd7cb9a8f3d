package dev.headway.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a child sends while it performs a request, as far as there is the memory for it in this JVM:
 * what has no room is read past, so that the conversation goes on.
 */
final class Inbox {
  private final Child child;
  private final Bytes payload;

  /** What has arrived of the result that comes next. */
  private final List<byte[]> arrays = new ArrayList<>(1);

  /** How many bytes of it that is, with what had no room. */
  private long attached;

  Inbox(Child child, Bytes payload) {
    this.child = child;
    this.payload = payload;
  }

  void clear() {
    arrays.clear();
    attached = 0;
  }

  /** A part of the result that comes next. */
  void receiveArray(Frame frame) throws IOException {
    if (!arrays.isEmpty() || frame.length() > child.maxResult()) {
      throw new BadFrameException("it sends an array that no result may have");
    }
    attached = frame.length();
    try {
      arrays.add(child.wire().array(frame));
    } catch (OutOfMemoryError e) {
      child.wire().skip();
      arrays.add(Bytes.NO_ROOM); // Whoever reads the result learns it then.
    }
  }

  /**
   * The payload of a frame. If there is no room for it, it is empty.
   *
   * @param loader knows the classes of the results
   * @return why there is no room for the results of the frame; null if there is
   */
  @Nullable OutOfMemoryError receive(Frame frame, @Nullable ClassLoader loader) throws IOException {
    OutOfMemoryError full = null;
    try {
      child.wire().payload(frame, payload);
    } catch (OutOfMemoryError e) {
      if (frame.results() == 0) {
        throw e; // Not even a few words have room.
      }
      full = e;
      child.wire().skip();
      learn(loader);
      payload.clear();
    }
    return full;
  }

  /** What has come of a result may describe classes of which there will be more. */
  private void learn(@Nullable ClassLoader loader) throws IOException {
    if (payload.remaining() > Codec.HEAD && !Plain.isNext(payload)) {
      payload.getInt();
      if (Status.read(payload) == Status.VALUE) {
        Codec.learn(payload, loader, child.results());
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
