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
  private static final byte NEXT = 1;
  private static final byte COPY = 2;
  private static final byte WAIT = 3;

  /**
   * How to go on with a batch.
   *
   * @param skipped the places of the tasks that are not to be run
   * @param isCopy whether another executor still has it, so that Spark ends the slower of the two
   * @param isLater whether the driver does not know it yet, and is to be asked again
   */
  record Answer(BitSet skipped, boolean isCopy, boolean isLater) {
    static final Answer LATER = new Answer(new BitSet(), false, true);

    Answer(BitSet skipped, boolean isCopy) {
      this(skipped, isCopy, false);
    }
  }

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

  /** As bytes; null stands for a batch that is not wanted any more. */
  static byte[] bytes(@Nullable Answer answer) {
    if (answer == null) {
      return UNWANTED;
    }
    byte[] bits = answer.skipped.toByteArray();
    byte how = answer.isCopy ? COPY : NEXT;
    return ByteBuffer.allocate(1 + bits.length).put(answer.isLater ? WAIT : how).put(bits).array();
  }

  /** Reads the answer. */
  static @Nullable Answer answer(byte[] bytes) {
    return bytes[0] == UNWANTED[0]
        ? null
        : new Answer(
            BitSet.valueOf(ByteBuffer.wrap(bytes, 1, bytes.length - 1)),
            bytes[0] == COPY,
            bytes[0] == WAIT);
  }
}
