package dev.headway.internal.process.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.work.TaskProgress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The place in the status page where a worker says how far its task is: two parts, each a count, a
 * total and a label of bounded length. A version that is odd while they are written, and the number
 * of their task, tell the parent what belongs together. What a worker writes is read with limits.
 */
public final class ProgressArea {
  /** The outermost and the innermost. */
  private static final int MAX = 2;

  private static final int LABEL_BYTES = 96;

  private static final int VERSION = 0;
  private static final int TASK = 8;
  private static final int COUNT = 16;
  private static final int FIRST = 24;

  // In each part.
  private static final int DONE = 0;
  private static final int TOTAL = 8;
  private static final int BYTES = 16;
  private static final int LENGTH = 24;
  private static final int LABEL = 32;
  private static final int PART = LABEL + LABEL_BYTES;

  private static final long UNKNOWN = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer page;
  private final int at;
  private final LongSupplier running;

  /**
   * @param at where on the page it begins
   * @param running the number of the task that runs now
   */
  ProgressArea(ByteBuffer page, int at, LongSupplier running) {
    this.page = page;
    this.at = at;
    this.running = running;
  }

  /** The number of the task that the worker runs now. */
  public long task() {
    return running.getAsLong();
  }

  /** The worker, one thread at a time: the task of this number is so far. */
  public void write(long task, List<TaskProgress> parts) {
    long version = get(VERSION);
    LONGS.setOpaque(page, at + VERSION, version + 1);
    VarHandle.fullFence(); // Nothing that follows is seen before this.
    set(TASK, task);
    int count = Math.min(MAX, parts.size());
    set(COUNT, count);
    for (int i = 0; i < count; i++) {
      write(FIRST + i * PART, parts.get(i));
    }
    set(VERSION, version + 2);
  }

  private void write(int place, TaskProgress part) {
    Long total = part.total();
    set(place + DONE, part.done());
    set(place + TOTAL, total == null ? UNKNOWN : total);
    set(place + BYTES, part.bytes() ? 1 : 0);
    byte[] label = part.label().getBytes(UTF_8);
    int length = label.length;
    if (length > LABEL_BYTES) {
      length = LABEL_BYTES;
      while (length > 0 && (label[length] & 0xC0) == 0x80) {
        length--; // No character is cut in two.
      }
    }
    set(place + LENGTH, length);
    byte[] padded = Arrays.copyOf(label, LABEL_BYTES);
    ByteBuffer words = ByteBuffer.wrap(padded).order(ByteOrder.nativeOrder());
    for (int i = 0; i < LABEL_BYTES; i += Long.BYTES) {
      set(place + LABEL + i, words.getLong(i));
    }
  }

  /** The parent: how far the task is that runs now; empty if it said nothing, or is saying it. */
  public List<TaskProgress> read() {
    long version = get(VERSION);
    if ((version & 1) != 0 || get(TASK) != task()) {
      return List.of();
    }
    int count = (int) Math.max(0, Math.min(MAX, get(COUNT)));
    List<TaskProgress> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(read(FIRST + i * PART));
    }
    VarHandle.acquireFence(); // All that was read was read before this.
    return get(VERSION) == version ? parts : List.of();
  }

  private TaskProgress read(int place) {
    long total = get(place + TOTAL);
    int length = (int) Math.max(0, Math.min(LABEL_BYTES, get(place + LENGTH)));
    ByteBuffer words = ByteBuffer.allocate(LABEL_BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < LABEL_BYTES; i += Long.BYTES) {
      words.putLong(i, get(place + LABEL + i));
    }
    return new TaskProgress(
        new String(words.array(), 0, length, UTF_8),
        get(place + BYTES) == 1,
        get(place + DONE),
        total < 0 ? null : total);
  }

  private void set(int place, long value) {
    LONGS.setRelease(page, at + place, value);
  }

  private long get(int place) {
    return (long) LONGS.getAcquire(page, at + place);
  }
}
