package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.work.Threads;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many tasks at once as a program that waits for the network has. */
class ManyThreadsTest {
  private static final int TASKS = 10_000;

  /**
   * Each thread that starts must cost the same, however many there are: else this takes minutes.
   */
  @Test
  @Timeout(120)
  void shouldRunTenThousandTasksAtOnce() {
    assumeTrue(Runtime.version().feature() >= 21);
    CountDownLatch all = new CountDownLatch(TASKS);
    List<Integer> inputs = IntStream.range(0, TASKS).boxed().toList();
    try (Pool pool = Pool.on(Threads.virtual(TASKS)).quiet()) {
      List<Integer> values =
          pool.map(
                  inputs,
                  x -> {
                    all.countDown();
                    all.await();
                    return x;
                  })
              .toList();

      assertThat(values).isEqualTo(inputs);
    }
  }
}
