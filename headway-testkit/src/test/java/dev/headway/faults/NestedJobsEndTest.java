package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** Jobs inside the tasks of a job come to their end, however few the workers are. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NestedJobsEndTest {

  /** As many tasks as were given, each of them with as many, three levels deep. */
  private static long count(Pool pool, List<Integer> widths) throws InterruptedException {
    if (widths.isEmpty()) {
      Thread.sleep(5);
      return 1;
    }
    List<Integer> inner = widths.subList(1, widths.size());
    TaskFunction<Integer, Long> below = x -> count(pool, inner);
    return pool.map(IntStream.range(0, widths.get(0)).boxed().toList(), below).toList().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @FaultTest
  @DisplayName("row 23: nested jobs, 8 x 8 x 2 on two threads")
  void shouldEndNestedJobsOnTwoThreads() throws Exception {
    try (Scene scene = Scene.on(Threads.of(2))) {
      long start = System.nanoTime();
      Account<Integer, Long> account =
          scene.account(scene.over(8).map(x -> count(scene.pool().quiet(), List.of(8, 2))));

      assertThat(account.report().counts().succeeded()).isEqualTo(8);
      assertThat(account.outcomes()).allMatch(one -> one.succeeded());
      Duration sequential = Duration.ofMillis(8 * 8 * 2 * 5);
      Measures.within("23", "all", System.nanoTime() - start, sequential.multipliedBy(2));
      scene.assertWhole();
    }
  }
}
