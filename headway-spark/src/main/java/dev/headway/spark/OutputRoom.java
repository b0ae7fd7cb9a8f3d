package dev.headway.spark;

import java.nio.ByteBuffer;

/**
 * The question of an executor how much printed text the driver has room for, and the answer. Its
 * length tells it from all other messages.
 */
final class OutputRoom {
  /** A message with one event is longer, and {@link Resumption}'s question is shorter. */
  private static final int SIZE = 2 * Long.BYTES + 1;

  private OutputRoom() {}

  /**
   * What to send.
   *
   * @param batch the number of the batch whose task prints
   */
  static byte[] question(long batch) {
    return ByteBuffer.allocate(SIZE).putLong(batch).array();
  }

  /** True for a question, false for any other message. */
  static boolean isQuestion(byte[] message) {
    return message.length == SIZE;
  }

  /** An answer: so many bytes, before the next question. */
  static byte[] answer(long bytes) {
    return ByteBuffer.allocate(Long.BYTES).putLong(Math.max(0, bytes)).array();
  }

  /** Reads the answer. */
  static long read(byte[] answer) {
    return ByteBuffer.wrap(answer).getLong();
  }
}
