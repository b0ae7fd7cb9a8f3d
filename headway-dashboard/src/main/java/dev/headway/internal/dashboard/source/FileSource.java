package dev.headway.internal.dashboard.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A file of JSON lines, which may still grow. */
final class FileSource implements LineSource {
  private static final int BUFFER = 64 << 10;
  private static final long PERIOD_MILLIS = 200;

  private final Path path;
  private final String key;
  private final FileChannel file;
  private final CountDownLatch closed = new CountDownLatch(1);

  FileSource(Path path) throws IOException {
    this.path = path;
    this.key = key(path);
    this.file = FileChannel.open(path);
  }

  /** One for all names of a file. */
  private static String key(Path path) {
    try {
      return path.toRealPath().toString();
    } catch (IOException e) {
      return path.toAbsolutePath().toString(); // A pipe has no other name.
    }
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void connect() {
    // It is open.
  }

  @Override
  public void readTo(Consumer<String> to, Runnable tooLong) throws IOException {
    LineSplitter lines = new LineSplitter(to, tooLong);
    byte[] bytes = new byte[BUFFER];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      do {
        for (int count = file.read(buffer.clear()); count > 0; count = file.read(buffer.clear())) {
          lines.accept(bytes, count);
        }
      } while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ClosedChannelException theEnd) {
      // By another thread: the dashboard ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    file.close();
  }
}
