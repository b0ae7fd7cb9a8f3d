package dev.headway.testkit;

import dev.headway.work.Backend;
import dev.headway.work.Threads;

class ThreadsContractTest extends BackendContract {
  @Override
  protected Backend backend(int workers) {
    return Threads.of(workers);
  }
}
