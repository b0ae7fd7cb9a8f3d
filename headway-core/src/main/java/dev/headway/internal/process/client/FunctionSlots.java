package dev.headway.internal.process.client;

import dev.headway.internal.process.function.FunctionCache.SerializedFunction;
import dev.headway.internal.process.loader.ClassServer;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that a worker process knows, by slot. The oldest gives way to a new one, once there
 * are some large ones or many small ones: a worker serves several jobs in turn, and what it forgets
 * it is sent again.
 */
final class FunctionSlots {
  private static final int LARGE = 4;
  private static final int SMALL = 32;

  /** All together are small up to this. */
  private static final int SMALL_BYTES = 16 << 20;

  private final FrameChannel channel;
  private final ClassServer classes;
  private final List<SerializedFunction> slots = new ArrayList<>();
  private int next; // The oldest, once no further slot is taken.

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
    for (int slot = 0; slot < slots.size(); slot++) {
      if (slots.get(slot) == function) {
        return slot;
      }
    }
    boolean more = hasRoom(function);
    int slot = more ? slots.size() : next % slots.size();
    GrowableBuffer payload = new GrowableBuffer();
    payload.putInt(slot);
    function.write(payload, classes);
    channel.send(FrameHeader.Kind.FUNCTION, 0, payload);
    if (more) {
      slots.add(function);
    } else {
      slots.set(slot, function);
      next = slot + 1;
    }
    return slot;
  }

  private boolean hasRoom(SerializedFunction function) {
    long bytes = function.length();
    for (SerializedFunction known : slots) {
      bytes += known.length();
    }
    return slots.size() < LARGE || slots.size() < SMALL && bytes <= SMALL_BYTES;
  }
}
