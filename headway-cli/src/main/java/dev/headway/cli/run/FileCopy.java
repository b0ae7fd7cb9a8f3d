package dev.headway.cli.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Copies a part of a file to a sink, with a tag before each line if there is one. */
final class FileCopy {
  private static final int SIZE = 64 << 10;
  private static final byte LINE_FEED = '\n';

  private final FileChannel file;
  private final byte[] tag;
  private final Sink sink;

  FileCopy(FileChannel file, byte[] tag, Sink sink) {
    this.file = file;
    this.tag = tag;
    this.sink = sink;
  }

  /**
   * Copies bytes in one piece, so that no other job's come between them.
   *
   * @param from where a line begins
   * @param endLine whether to end the last line if it has no end
   */
  void copy(long from, long to, boolean endLine) throws IOException {
    synchronized (sink) {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(SIZE, Math.max(1, to - from)));
      boolean atStart = true;
      for (long at = from; at < to; ) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
        int count = file.read(buffer, at);
        if (count < 0) {
          break;
        }
        write(buffer.array(), count, atStart);
        atStart = buffer.array()[count - 1] == LINE_FEED;
        at += count;
      }
      if (endLine && !atStart) {
        sink.write(new byte[] {LINE_FEED}, 1);
      }
    }
  }

  private void write(byte[] bytes, int length, boolean atStart) throws IOException {
    if (tag.length == 0) {
      sink.write(bytes, length);
      return;
    }
    ByteArrayOutputStream tagged = new ByteArrayOutputStream(length + tag.length);
    boolean begins = atStart;
    for (int i = 0; i < length; i++) {
      if (begins) {
        tagged.writeBytes(tag);
      }
      tagged.write(bytes[i]);
      begins = bytes[i] == LINE_FEED;
    }
    sink.write(tagged.toByteArray(), tagged.size());
  }
}
