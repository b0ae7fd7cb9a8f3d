package dev.headway.internal.dashboard.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A file of JSON lines, which may still grow. */
final class FileSource implements LineSource {
  private static final int BUFFER = 64 << 10;
  private static final long PERIOD_MILLIS = 200;

  /** A job that goes on writes twice a second, unless its machine has no time for it. */
  private static final long QUIET_MILLIS = 10_000;

  private final Path path;
  private final String key;
  private final FileChannel file;
  private final Consumer<String> quiet;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Opens a file.
   *
   * @param quiet is given the key, again and again, while the file does not grow
   */
  FileSource(Path path, Consumer<String> quiet) throws IOException {
    this.path = path;
    this.key = key(path);
    this.quiet = quiet;
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
    long still = QUIET_MILLIS; // What was there already may be old: the file's own time tells.
    boolean wasRead = false;
    try {
      do {
        for (int count = file.read(buffer.clear()); count > 0; count = file.read(buffer.clear())) {
          lines.accept(bytes, count);
          still = wasRead ? 0 : still;
        }
        wasRead = true;
        still += PERIOD_MILLIS;
        if (still >= QUIET_MILLIS && isOld()) {
          quiet.accept(key);
        }
      } while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ClosedChannelException theEnd) {
      // By another thread: the dashboard ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the last change was long ago, by the time that the system keeps with the file. */
  private boolean isOld() {
    try {
      long changed = Files.getLastModifiedTime(path).toMillis();
      return System.currentTimeMillis() - changed >= QUIET_MILLIS;
    } catch (IOException e) {
      return true; // It was deleted, and when it was changed is not known.
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    file.close();
  }
}
