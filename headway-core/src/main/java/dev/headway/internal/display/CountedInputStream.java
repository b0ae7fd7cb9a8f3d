package dev.headway.internal.display;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read. A rewind takes back what is read again. */
public final class CountedInputStream extends FilterInputStream {
  private final ProgressHandle progress;
  private long position;
  private long marked;

  public CountedInputStream(InputStream source, ProgressHandle progress) {
    super(source);
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? -1 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(Math.max(0, skipped)); // Nothing skipped is not the end.
    return skipped;
  }

  private void count(long bytes) {
    if (bytes < 0) {
      progress.close();
    } else {
      position += bytes;
      progress.advance(bytes);
    }
  }

  @Override
  public synchronized void mark(int limit) {
    super.mark(limit);
    marked = position;
  }

  @Override
  public synchronized void reset() throws IOException {
    super.reset();
    progress.advance(marked - position);
    position = marked;
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      progress.closeAt(position); // With some bytes left, it was given up.
    }
  }
}
