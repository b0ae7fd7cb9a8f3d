package dev.headway.cli.run;

import dev.headway.internal.time.Waits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a channel, and waits for a reader that is behind if the channel does not wait by
 * itself: a program that shares a pipe may have set that for all. A stream would say so only in the
 * language of the user, and not how many of the bytes it has written.
 */
final class PatientTarget implements Sink.Target {
  private static final long RETRY_MILLIS = 1;

  private final WritableByteChannel channel;
  private final Executor thread;

  /**
   * @param thread writes: an interrupt of the thread that writes would close the channel, and the
   *     descriptor with it
   */
  PatientTarget(WritableByteChannel channel, Executor thread) {
    this.channel = channel;
    this.thread = thread;
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    start(
        () -> {
          try {
            writeAll(ByteBuffer.wrap(bytes, 0, length));
          } catch (Throwable e) { // Errors too: what is not written must not count as written.
            failure.set(e);
          } finally {
            ended.countDown();
          }
        });
    Waits.uninterrupted(interrupted -> ended.await());
    Throwable why = failure.get();
    if (why != null) {
      throw why instanceof IOException e ? e : new IOException(why);
    }
  }

  private void start(Runnable writing) {
    try {
      thread.execute(writing);
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      Waits.uninterrupted(interrupted -> writing.run());
    }
  }

  private void writeAll(ByteBuffer bytes) throws IOException, InterruptedException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    }
  }
}
