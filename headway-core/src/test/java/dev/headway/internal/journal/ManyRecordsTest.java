package dev.headway.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten million records have room on the disk and in memory. */
@Tag("faults")
class ManyRecordsTest {
  private static final int RECORDS = 10_000_000;
  private static final long MOST_ON_DISK = 40L * RECORDS;
  private static final long MOST_IN_MEMORY = 200_000_000;

  @TempDir Path folder;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void shouldTakeTwoHundredMegabytesOfHeapAtMost() throws IOException {
    Path path = folder.resolve("x.hwj");
    try (JournalFile journal = Tasks.open(path)) {
      for (int i = 0; i < RECORDS; i++) {
        journal.done(Tasks.key(i), i, 0, 1_000_000, 1, null, 0, 0);
      }
    }
    assertThat(Files.size(path)).isLessThan(MOST_ON_DISK);
    long before = usedHeap();
    try (JournalFile journal = Tasks.open(path)) {
      assertThat(journal.known()).isEqualTo(RECORDS);
      assertThat(usedHeap() - before).isLessThan(MOST_IN_MEMORY);
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
