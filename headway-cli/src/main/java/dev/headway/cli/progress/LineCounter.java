package dev.headway.cli.progress;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.function.ToLongFunction;

/**
 * Counts the bytes of one value, such as the ends of lines, eight at a time. The command is
 * compiled by the quick compiler of the JVM alone, to which a loop over single bytes would cost
 * more than the copy. Not safe for use by several threads.
 */
final class LineCounter implements ToLongFunction<ByteBuffer> {
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final int HIGH_BIT = 7;
  private static final int TOP_BYTE = 56;

  private final byte end;
  private final long ends;
  private final long[] words;

  /**
   * @param end what ends a line
   * @param capacity the size of the largest buffer
   */
  LineCounter(byte end, int capacity) {
    this.end = end;
    this.ends = (end & 0xff) * ONES;
    this.words = new long[capacity / Long.BYTES];
  }

  /** Counts in all that remains in the buffer, and leaves its position as it is. */
  @Override
  public long applyAsLong(ByteBuffer buffer) {
    LongBuffer view = buffer.slice().asLongBuffer();
    int count = view.remaining();
    view.get(words, 0, count);
    long found = 0;
    for (int i = 0; i < count; i++) {
      long differing = words[i] ^ ends; // A byte of it is 0 where the end stands.
      long zeros = ~(((differing & LOW_BITS) + LOW_BITS) | differing | LOW_BITS);
      found += ((zeros >>> HIGH_BIT) * ONES) >>> TOP_BYTE;
    }
    for (int i = buffer.position() + count * Long.BYTES; i < buffer.limit(); i++) {
      found += buffer.get(i) == end ? 1 : 0;
    }
    return found;
  }
}
