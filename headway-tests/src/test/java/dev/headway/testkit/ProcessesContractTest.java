package dev.headway.testkit;

import dev.headway.process.Processes;
import dev.headway.work.Backend;

class ProcessesContractTest extends BackendContract {
  @Override
  protected Backend backend(int workers) {
    return Processes.of(workers);
  }
}
