package dev.headway.internal.process.wire;

import dev.headway.internal.process.codec.ExceptionCodec;

/**
 * What a worker says of one task, and what follows in the frame. The order is part of the protocol.
 */
public enum ResultStatus {
  /** The function returned: a block with the value. */
  VALUE,
  /** The function threw: the exception, as {@link ExceptionCodec} writes it. */
  THREW,
  /** The input could not be read: a stand-in for what was thrown. */
  BAD_INPUT,
  /** The result could not be written: a block with the reason, a stand-in for what was thrown. */
  BAD_RESULT,
  /** The function could not be read: a stand-in for what was thrown. */
  BAD_FUNCTION,
  /** There was not the memory for it: as {@link #THREW}. The worker runs nothing more. */
  OUT_OF_MEMORY,
  /**
   * The function threw after it had printed: a block with its last lines, then as {@link #THREW}.
   */
  THREW_LOUDLY;

  private static final ResultStatus[] ALL = values();

  public static ResultStatus read(GrowableBuffer in) throws BadFrameException {
    int ordinal = in.getByte();
    if (ordinal < 0 || ordinal >= ALL.length) {
      throw new BadFrameException("it says something unknown of a task (" + ordinal + ")");
    }
    return ALL[ordinal];
  }
}
