package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.RunReport;
import dev.headway.work.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A notebook's context, which was started without the plugin. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExistingContextTest {
  private static final SparkConf CONF =
      new SparkConf(false)
          .setMaster("local[2]")
          .setAppName("without the plugin")
          .set("spark.log.level", "WARN")
          .set("spark.ui.enabled", "false")
          .set("spark.driver.host", "127.0.0.1")
          .set("spark.driver.bindAddress", "127.0.0.1");

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void shouldGiveResultsWithTheirBatchesWithoutThePlugin() {
    SharedContext.stop();
    try (JavaSparkContext context = new JavaSparkContext(CONF)) {
      for (Spark backend : List.of(Spark.on(context).inExecutor(), Spark.on(context))) {
        try (Pool pool = Pool.on(backend).quiet()) {
          assertThat(pool.workers()).isEqualTo(2);
          List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
          try (Results<Integer, Integer> results = pool.map(inputs(500), Deeds::failOnTens)) {
            results.outcomes().forEach(outcomes::add);

            RunReport report = results.report();
            assertThat(report.counts().succeeded()).isEqualTo(450);
            assertThat(report.counts().failed()).isEqualTo(50);
          }
          assertThat(outcomes).extracting(outcome -> (int) outcome.index()).isEqualTo(inputs(500));
          try (Results<Integer, Integer> results = pool.map(inputs(1000), Deeds::addOneSlowly)) {
            assertThat(results.iterator().next()).as("and the rest is cancelled").isEqualTo(1);
          }
          assertThat(pool.map(inputs(3), Deeds::addOneSlowly).toList()).containsExactly(1, 2, 3);
        }
      }
      assertThat(context.sc().isStopped()).as("it is not the pool's").isFalse();
    }
  }
}
