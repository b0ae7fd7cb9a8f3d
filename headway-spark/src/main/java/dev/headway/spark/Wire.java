package dev.headway.spark;

import java.io.Serializable;

/**
 * An input in the form in which it travels. An executor never reads it: that is left to the worker
 * that applies the function.
 *
 * @param bytes the input, as the driver has written it
 */
@SuppressWarnings("ArrayRecordComponent") // Inputs are never compared.
record Wire(byte[] bytes) implements Serializable {
  @java.io.Serial private static final long serialVersionUID = 1L;

  /** For messages: the text of the input itself. */
  @Override
  public String toString() {
    try {
      return String.valueOf(Payloads.value(bytes, Thread.currentThread().getContextClassLoader()));
    } catch (Exception | LinkageError e) {
      return "an input of " + bytes.length + " bytes";
    }
  }
}
