package dev.headway.internal.process.wire;

/** A value needs more bytes than a frame may have. */
public final class TooLargeException extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1L;

  private final int limit;

  /**
   * Says so of a value.
   *
   * @param limit of a frame, in bytes
   */
  TooLargeException(int limit) {
    super("it is too large");
    this.limit = limit;
  }

  /** To follow "cannot travel: ". */
  public String reason() {
    return of(limit);
  }

  /** The same, for any limit. */
  public static String of(int limit) {
    boolean even = limit % (1 << 20) == 0;
    String most = even ? (limit >> 20) + " MiB" : limit + " bytes";
    return "it needs more than " + most + " in serialized form";
  }
}
