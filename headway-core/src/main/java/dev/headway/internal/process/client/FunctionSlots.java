package dev.headway.internal.process.client;

import dev.headway.internal.process.function.FunctionCache.SerializedFunction;
import dev.headway.internal.process.loader.ClassServer;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The functions that a worker process knows, by slot; the oldest gives way to a new one. */
final class FunctionSlots {
  private final FrameChannel channel;
  private final ClassServer classes;
  private final @Nullable SerializedFunction[] slots = new @Nullable SerializedFunction[4];
  private int next;

  /**
   * Makes empty slots.
   *
   * @param classes has the classes of the functions, for the worker
   */
  FunctionSlots(FrameChannel channel, ClassServer classes) {
    this.channel = channel;
    this.classes = classes;
  }

  /** Returns the slot of a function, which is sent to the worker if it is not known there yet. */
  int slot(SerializedFunction function) throws IOException {
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] == function) {
        return slot;
      }
    }
    int slot = next;
    next = (next + 1) % slots.length;
    GrowableBuffer payload = new GrowableBuffer();
    payload.putInt(slot);
    function.write(payload, classes);
    channel.send(FrameHeader.Kind.FUNCTION, 0, payload);
    slots[slot] = function;
    return slot;
  }
}
