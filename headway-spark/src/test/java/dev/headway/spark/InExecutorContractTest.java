package dev.headway.spark;

import dev.headway.testkit.BackendContract;
import dev.headway.work.Backend;
import java.io.IOException;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("faults")
class InExecutorContractTest extends BackendContract {
  private static @Nullable JavaSparkContext context;

  @BeforeAll
  static void open() throws IOException {
    context = SharedContext.get();
  }

  @Override
  protected Backend backend(int workers) {
    return Spark.on(Objects.requireNonNull(context)).slots(workers).inExecutor();
  }
}
