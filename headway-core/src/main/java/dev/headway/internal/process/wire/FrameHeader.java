package dev.headway.internal.process.wire;

/**
 * The head of a frame.
 *
 * @param kind what it says
 * @param request the request that it belongs to, or 0
 * @param results how many results it holds; 0 if it is about something else
 * @param length the number of bytes of its payload
 * @param checksum CRC-32C of the kind, the request, the results, the length and the payload; not of
 *     the payload of an {@link Kind#ARRAY}, whose own follows it
 */
public record FrameHeader(Kind kind, int request, int results, int length, int checksum) {

  /** What a frame says. The order is part of the protocol. */
  public enum Kind {
    /** From the worker, first: the token. */
    HELLO,
    /** From the parent: a slot and the function that it holds from now on. */
    FUNCTION,
    /** From the parent: a slot and the inputs to apply its function to. */
    TASKS,
    /** From the parent: the request is no longer wanted. */
    CANCEL,
    /** From the parent: end yourself. */
    BYE,
    /** From the worker: results; more follow. */
    RESULTS,
    /** From the worker: the last results of a request. */
    DONE,
    /** From the worker: the JVM shuts down, though the parent did not send {@link #BYE}. */
    EXITING,
    /** From the parent, before all tasks: the initializer. */
    INIT,
    /** From the worker: the initializer has ended. */
    READY,
    /** From the worker: the initializer has failed; a stand-in for what was thrown. */
    NOT_READY,
    /** From the worker, at any time: the number of a class loader, the name of a class. */
    LOAD,
    /** From the parent: the class file that was asked for, or nothing. */
    CLASS,
    /** From either: a large array, ahead of the frame with the value that it belongs to. */
    ARRAY
  }
}
