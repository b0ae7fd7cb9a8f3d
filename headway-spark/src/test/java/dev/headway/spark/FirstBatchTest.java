package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class FirstBatchTest {
  @Test
  void shouldRun() throws Exception {
    try (JavaSparkContext context = SharedContext.open();
        Pool pool = Pool.on(Spark.on(context).slots(4).inExecutor()).quiet()) {
      assertThat(pool.map(List.of(1, 2, 3, 4, 5), x -> x + 1).toList())
          .containsExactly(2, 3, 4, 5, 6);
    }
  }
}
