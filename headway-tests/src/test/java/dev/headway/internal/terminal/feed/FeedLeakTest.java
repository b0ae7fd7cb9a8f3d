package dev.headway.internal.terminal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Clients that come and go leave nothing behind. More of them by {@code -Dfeed.clients=1000}. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class FeedLeakTest {
  private static final int CLIENTS = Integer.getInteger("feed.clients", 200);
  private static final long SPARE_BYTES = 16 << 20;

  @TempDir private Path temporary;

  @Test
  void shouldLeaveNothingBehindWhenClientsComeAndGo() throws IOException {
    FeedView feed = new FeedView();
    Path socket = feed.start(Map.of("XDG_RUNTIME_DIR", temporary.toString()));
    try {
      comeAndGo(feed, socket, 20);
      long descriptors = descriptors();
      int threads = threads() + 2; // Those of the JVM itself.
      long memory = memory();

      comeAndGo(feed, socket, CLIENTS);

      awaitTheEndOf(descriptors, threads);
      assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
      assertThat(threads()).isLessThanOrEqualTo(threads);
      assertThat(memory()).isLessThan(memory + SPARE_BYTES);
    } finally {
      feed.stop();
    }
  }

  private static void comeAndGo(FeedView feed, Path socket, int clients) throws IOException {
    for (int i = 0; i < clients; i++) {
      feed.show(new Snapshot(i * Rows.SECOND, List.of(Rows.named("x").row())));
      try (FeedReader reader = new FeedReader(socket)) {
        assertThat(reader.events(2)).containsExactly("hello", "started");
        feed.show(new Snapshot(i * Rows.SECOND + Rows.SECOND / 2, List.of(Rows.named("x").row())));
      }
      awaitAlone(feed, socket);
    }
  }

  /** The server learns of the end of a client a moment later, at the next one at the latest. */
  private static void awaitAlone(FeedView feed, Path socket) throws IOException {
    while (feed.hasClients()) {
      Thread.onSpinWait();
    }
    assertThat(socket).exists();
  }

  /** The server forgets a client before it has closed what it had for it. */
  private static void awaitTheEndOf(long descriptors, int threads) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while ((descriptors() > descriptors || threads() > threads) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static long memory() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
