package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Threads;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task that leaves an interrupt behind does no harm to the file of its journal. */
@Timeout(60)
class JournalAndInterruptsTest {
  @TempDir Path folder;

  @Test
  void shouldRecordLongValuesOfTasksThatLeaveAnInterruptBehind() {
    List<Integer> inputs = IntStream.range(0, 20).boxed().toList();
    Journal<Integer> journal = Journal.at(folder.resolve("job.hwj"));
    AtomicInteger calls = new AtomicInteger();
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      for (int run = 0; run < 2; run++) {
        Results<Integer, byte[]> results =
            pool.over(inputs)
                .journal(journal)
                .map(
                    (Integer x) -> {
                      calls.incrementAndGet();
                      Thread.currentThread().interrupt();
                      return new byte[100_000];
                    });
        assertThat(results.toList()).hasSize(20);
        assertThat(results.report().journalComplete()).isTrue();
      }
    }

    assertThat(calls).hasValue(20);
  }
}
