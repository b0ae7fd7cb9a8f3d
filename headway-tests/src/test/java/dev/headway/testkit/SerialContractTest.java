package dev.headway.testkit;

import dev.headway.work.Backend;
import dev.headway.work.Serial;

class SerialContractTest extends BackendContract {
  @Override
  protected Backend backend(int workers) {
    return Serial.here();
  }
}
