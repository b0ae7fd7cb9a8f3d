package dev.headway.testkit;

import dev.headway.work.Serial;
import dev.headway.work.Backend;

class SerialContractTest extends BackendContract {
  @Override
  protected Backend backend(int workers) {
    return Serial.here();
  }
}
