package dev.headway.internal.process.wire;

/** What a worker asks its parent of a class loader. The order is part of the protocol. */
public enum LoaderRequest {
  /** By which loader is the class of this name defined, and what are its bytes? */
  CLASS,
  /** Where is the resource of this name? */
  FIRST,
  /** Where are all resources of this name? */
  ALL,
  /** What is in the resource of this name at this place, from this byte on? */
  READ;

  /** The most bytes of a resource that one answer has. One that is full may not be the last. */
  public static final int PART = 1 << 24;

  /** How an answer begins if there is no such thing. */
  public static final int NOTHING = 0;

  /** How it begins if there is. */
  public static final int FOUND = 1;

  /** How it begins if the loader has failed, in place of a message. */
  public static final int FAILED = 2;

  private static final LoaderRequest[] ALL_OF_THEM = values();

  public static LoaderRequest of(int number) throws BadFrameException {
    if (number < 0 || number >= ALL_OF_THEM.length) {
      throw new BadFrameException("it asks an unknown question (" + number + ")");
    }
    return ALL_OF_THEM[number];
  }
}
