package dev.headway.testkit;

import dev.headway.work.Backend;
import dev.headway.work.Threads;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Java 17 has no virtual threads")
class VirtualThreadsContractTest extends BackendContract {
  @Override
  protected Backend backend(int workers) {
    return Threads.virtual(workers);
  }
}
