package dev.headway.internal.process.loader;

import dev.headway.internal.process.wire.LoaderRequest;
import java.io.IOException;
import java.io.InputStream;

/** Reads what comes in parts, each when it is needed. */
final class ChunkedInputStream extends InputStream {

  /** Gets the part that begins at a byte; one that is not full is the last. */
  @FunctionalInterface
  interface Source {
    byte[] part(long from) throws IOException;
  }

  private final Source source;
  private byte[] part;
  private int position;
  private long next;

  ChunkedInputStream(Source source) throws IOException {
    this.source = source;
    this.part = source.part(0);
    this.next = part.length;
  }

  @Override
  public int read() throws IOException {
    return fill() ? part[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int read = Math.min(count, part.length - position);
    System.arraycopy(part, position, into, offset, read);
    position += read;
    return read;
  }

  private boolean fill() throws IOException {
    if (position == part.length && part.length == LoaderRequest.PART) {
      part = source.part(next);
      next += part.length;
      position = 0;
    }
    return position < part.length;
  }

  @Override
  public int available() {
    return part.length - position;
  }
}
