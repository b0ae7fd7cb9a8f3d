package dev.headway.spark;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The question of an executor that begins a batch which was begun before, and the driver's answer.
 * It has no events, which tells it from a message.
 */
final class Resumption {
  /** A message with one event is longer, and one without is shorter. */
  private static final int SIZE = 2 * Long.BYTES;

  private static final byte[] UNWANTED = {0};

  private Resumption() {}

  /**
   * What to send.
   *
   * @param batch the number of the batch
   * @param portion which submission of the batch is begun again
   */
  static byte[] question(long batch, int portion) {
    return ByteBuffer.allocate(SIZE).putLong(batch).putLong(portion).array();
  }

  /** Which submission of its batch a question is about. */
  static int portion(byte[] question) {
    return (int) ByteBuffer.wrap(question).getLong(Long.BYTES);
  }

  /** True for a question, false for a message of events. */
  static boolean isQuestion(byte[] message) {
    return message.length == SIZE;
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
