package dev.headway.testkit;

import dev.headway.work.Threads;
import dev.headway.work.Backend;

class ThreadsContractTest extends BackendContract {
  @Override
  protected Backend backend(int workers) {
    return Threads.of(workers);
  }
}
