package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal does with its disk though nobody asks, and whose files it takes. */
class JournalPlaceTest {
  private static final int OTHER_USER = 12_345;

  @TempDir Path folder;

  /** Counts what is done with files from a moment on. */
  private static final class WatchedDisk extends Disk {
    private volatile boolean watching;
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch synced = new CountDownLatch(1);

    @Override
    ByteFile open(Path path) throws IOException {
      return new Watched(super.open(path));
    }

    private final class Watched implements ByteFile {
      private final ByteFile file;

      Watched(ByteFile file) {
        this.file = file;
      }

      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public long namedSize() throws IOException {
        return file.namedSize();
      }

      @Override
      public int read(long position, byte[] to, int offset, int length) throws IOException {
        return file.read(position, to, offset, length);
      }

      @Override
      public void write(long position, byte[] from, int offset, int length) throws IOException {
        file.write(position, from, offset, length);
        if (watching) {
          written.countDown();
        }
      }

      @Override
      public void force() throws IOException {
        file.force();
        if (watching && written.getCount() == 0) {
          synced.countDown();
        }
      }

      @Override
      public void truncate(long size) throws IOException {
        file.truncate(size);
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    }
  }

  @Test
  void shouldWriteAndSyncThoughNobodyWaitsForIt() throws InterruptedException {
    WatchedDisk disk = new WatchedDisk();
    try (JournalFile journal = JournalFile.open(Tasks.settings(folder.resolve("x.hwj")), disk)) {
      disk.watching = true;
      Tasks.done(journal, 1);
      assertThat(disk.written.await(2, TimeUnit.MINUTES)).as("written").isTrue();
      assertThat(disk.synced.await(2, TimeUnit.MINUTES)).as("synced").isTrue();
    }
  }

  /** Root can give a file away; others find one of root. */
  @Test
  void shouldRefuseAFileOfAnotherUser() throws IOException {
    Path path = folder.resolve("x.hwj");
    Tasks.open(path).close();
    Path foreign = Path.of("/etc/passwd");
    if (Files.getAttribute(path, "unix:uid").equals(0)) {
      Files.setAttribute(path, "unix:uid", OTHER_USER);
      foreign = path;
      assertThatExceptionOfType(JournalException.class)
          .isThrownBy(() -> Tasks.open(path))
          .withMessageEndingWith(" cannot be used: it belongs to another user.");
    }
    Path other = foreign;
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OpenJournal.checkOwner(other))
        .withMessageEndingWith("it belongs to another user");
  }

  @Test
  void shouldWarnOfADriveOfTheNetwork() {
    List<String> warnings = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            warnings.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.headway");
    logger.addHandler(handler);
    try {
      Disk disk =
          new Disk() {
            @Override
            boolean isOfNetwork(Path file) {
              return true;
            }
          };
      JournalFile.open(Tasks.settings(folder.resolve("x.hwj")), disk).close();
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(warnings).singleElement().asString().contains("is on a drive of the network");
  }
}
