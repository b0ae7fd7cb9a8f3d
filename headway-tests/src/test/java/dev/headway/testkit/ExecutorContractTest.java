package dev.headway.testkit;

import dev.headway.work.Backend;
import dev.headway.work.Threads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

class ExecutorContractTest extends BackendContract {
  private final ExecutorService executor = Executors.newFixedThreadPool(4);

  @Override
  protected Backend backend(int workers) {
    return Threads.using(executor, workers);
  }

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
  }
}
