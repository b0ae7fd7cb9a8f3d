package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of equal inputs as many run again as have no record, whichever of them these are. */
@Timeout(60)
class JournalEqualInputsTest {
  @TempDir Path folder;

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void shouldKeepTheSecondIfTheFirstHasNoRecord() {
    List<Integer> inputs = List.of(0, 1);
    Journal<Integer> journal = Journal.at(folder.resolve("job.hwj")).key((Integer x) -> "equal");
    try (Pool pool = Pool.on(Threads.of(2)).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs.iterator())
                .unordered()
                .journal(journal)
                .map((Integer x) -> endsUnlessZero(x))) {
      assertThat(results.iterator().next()).isOne();
    }
    List<Integer> again = Collections.synchronizedList(new ArrayList<>());
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      assertThat(
              pool.over(inputs.iterator())
                  .journal(journal)
                  .map(
                      (Integer x) -> {
                        again.add(x);
                        return 10 + x;
                      })
                  .toList())
          .containsExactly(10, 1);
    }

    assertThat(again).containsExactly(0);
  }

  private int endsUnlessZero(int input) throws InterruptedException {
    if (input == 0) {
      never.await();
    }
    return input;
  }
}
