package dev.headway.testkit;

import dev.headway.work.Backend;
import dev.headway.work.Threads;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;

class ForkJoinContractTest extends BackendContract {
  private final ForkJoinPool executor = new ForkJoinPool(2);

  @Override
  protected Backend backend(int workers) {
    return Threads.using(executor, workers);
  }

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
  }
}
