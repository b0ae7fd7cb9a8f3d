package dev.headway.testkit;

import dev.headway.work.Backend;
import dev.headway.work.Threads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** An executor with fewer threads than the pool has workers. */
class NarrowExecutorContractTest extends BackendContract {
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @Override
  protected Backend backend(int workers) {
    return Threads.using(executor, workers);
  }

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
  }
}
