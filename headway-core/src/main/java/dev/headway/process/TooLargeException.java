package dev.headway.process;

/** A value needs more bytes than a frame may have. */
final class TooLargeException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  TooLargeException() {
    super("it is too large");
  }

  /** To follow "cannot travel: ". */
  String reason() {
    return of(Wire.LIMIT);
  }

  /** The same, for another limit. */
  static String of(int limit) {
    boolean even = limit % (1 << 20) == 0;
    String most = even ? (limit >> 20) + " MiB" : limit + " bytes";
    return "it needs more than " + most + " in serialized form";
  }
}
