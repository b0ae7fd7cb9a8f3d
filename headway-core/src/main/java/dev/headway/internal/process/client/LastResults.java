package dev.headway.internal.process.client;

import dev.headway.internal.process.wire.FrameChannel;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Closes the channel of a process that has ended once what it had sent is read. Its end of file is
 * mostly the first to tell of that. It does not come while a process that the worker has started
 * holds the other end open.
 */
final class LastResults {
  private final FrameChannel channel;
  private final ReentrantLock reader;
  private final Consumer<Runnable> later;

  /**
   * Those in a channel.
   *
   * @param reader held by the thread that reads
   * @param later does something after a while, in which a read that has something to read returns
   */
  LastResults(FrameChannel channel, ReentrantLock reader, Consumer<Runnable> later) {
    this.channel = channel;
    this.reader = reader;
    this.later = later;
  }

  /** The process has ended. Returns at once. */
  void begin() {
    later.accept(() -> closeIfNothingComes(0, 0));
  }

  /** A thread that is busy with a result, or waits for a processor, will read on. */
  private void closeIfNothingComes(long readBefore, long writeBefore) {
    long read = channel.blockedRead();
    long write = channel.blockedWrite();
    boolean blocked = (read != 0 && read == readBefore) || (write != 0 && write == writeBefore);
    if (blocked || !reader.isLocked()) {
      channel.close();
    } else {
      later.accept(() -> closeIfNothingComes(read, write));
    }
  }
}
