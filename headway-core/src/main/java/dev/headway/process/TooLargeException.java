package dev.headway.process;

/** A value needs more bytes than a frame may have. */
final class TooLargeException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  TooLargeException() {
    super("it is too large");
  }

  /** To follow "cannot travel: ". */
  String reason() {
    return "it needs more than " + (Wire.LIMIT >> 20) + " MiB in serialized form";
  }
}
