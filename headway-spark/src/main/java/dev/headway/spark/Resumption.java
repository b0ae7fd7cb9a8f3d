package dev.headway.spark;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The question of an executor that begins a batch which was begun before, and the driver's answer.
 * It has no events, which tells it from a message.
 */
final class Resumption {
  private static final byte[] UNWANTED = {0};

  private Resumption() {}

  /** What to send for the batch with a number. */
  static byte[] question(long batch) {
    return ByteBuffer.allocate(Long.BYTES).putLong(batch).array();
  }

  /** True for a question, false for a message of events. */
  static boolean isQuestion(byte[] message) {
    return message.length == Long.BYTES;
  }

  /**
   * The answer.
   *
   * @param skipped the places of the tasks that are not to be run; null if none is
   */
  static byte[] answer(@Nullable BitSet skipped) {
    if (skipped == null) {
      return UNWANTED;
    }
    byte[] bits = skipped.toByteArray();
    return ByteBuffer.allocate(1 + bits.length).put((byte) 1).put(bits).array();
  }

  /** Reads the answer. */
  static @Nullable BitSet skipped(byte[] answer) {
    return answer[0] == 0 ? null : BitSet.valueOf(ByteBuffer.wrap(answer, 1, answer.length - 1));
  }
}
