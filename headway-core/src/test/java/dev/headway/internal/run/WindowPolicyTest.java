package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.scheduler.WorkerPool;
import dev.headway.work.Threads;
import org.junit.jupiter.api.Test;

/** How many inputs a worker takes at once depends on who there is to share with. */
class WindowPolicyTest {
  private static final int WORKERS = 64;

  private final WorkerPool workerPool =
      new WorkerPool(Threads.of(WORKERS), (worker, output, text, lineContinues) -> {});
  private long used;
  private final HeapRoom heapRoom = new HeapRoom(() -> used, 1000);
  private final WindowPolicy windowPolicy =
      new WindowPolicy(0, workerPool, 100_000L, 100_000L, heapRoom);

  @Test
  void shouldLetTheHeapDecideHowManyResultsWait() {
    assertThat(windowPolicy.window()).isEqualTo(3 * WORKERS);

    used = 499;
    assertThat(windowPolicy.extendedWindow()).isEqualTo(windowPolicy.maxWindow()).isEqualTo(65_536);

    used = 500;
    assertThat(windowPolicy.extendedWindow()).isEqualTo(windowPolicy.window());
  }

  @Test
  void shouldKeepAWindowThatIsSet() {
    WindowPolicy set = new WindowPolicy(7, workerPool, 100_000L, 100_000L, heapRoom);

    assertThat(set.extendedWindow()).isEqualTo(7);
  }

  @Test
  void shouldKeepNothingForWorkersThatAreNotStarted() {
    for (int batch = 0; batch < 20; batch++) {
      windowPolicy.performed(1000, 50_000, 0); // 50 ns each: large batches are worth it.
    }
    workerPool.registry().starting(0);
    assertThat(windowPolicy.batchSize(0)).isEqualTo(BatchSizer.MAX_SIZE);
    assertThat(windowPolicy.batchSize(90_000)).as("toward the end").isEqualTo(BatchSizer.MAX_SIZE);
    assertThat(windowPolicy.batchSize(98_000)).as("near the end").isEqualTo(1000);

    workerPool.registry().up(0);
    workerPool.registry().starting(1);
    assertThat(windowPolicy.batchSize(98_000)).as("for two").isEqualTo(500);

    for (int number = 2; number < WORKERS; number++) {
      workerPool.registry().starting(number);
    }
    assertThat(windowPolicy.batchSize(0)).as("of the window").isEqualTo(512);

    for (int number = 1; number < WORKERS; number++) {
      workerPool.registry().down(number);
    }
    assertThat(windowPolicy.batchSize(98_000)).as("for one again").isEqualTo(1000);
  }
}
