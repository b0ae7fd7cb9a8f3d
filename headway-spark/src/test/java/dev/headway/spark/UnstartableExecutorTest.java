package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that start no worker process, as on a machine that has no room for one. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnstartableExecutorTest {
  @TempDir Path folder;

  private @Nullable JavaSparkContext context;

  @BeforeEach
  void open() throws IOException {
    SharedContext.stop();
    context = SharedContext.get();
  }

  @AfterAll
  static void close() {
    SharedContext.stop(); // Its executors are of no use any more.
  }

  private Spark spark() {
    return Spark.on(Objects.requireNonNull(context)).slots(4);
  }

  private void breakExecutors(int count) {
    String place = folder.toString();
    try (Pool pool = Pool.on(spark().inExecutor()).quiet()) {
      pool.map(IntStream.range(0, 40).boxed(), x -> Deeds.moveJava(place, count, x)).toList();
    }
    assertThat(folder).isDirectoryContaining(file -> file.endsWith("moved" + (count - 1)));
  }

  @Test
  void shouldUseTheOtherExecutors() {
    breakExecutors(1);
    List<Integer> inputs = IntStream.range(0, 200).boxed().toList();
    try (Pool pool = Pool.on(spark()).quiet()) {
      assertThat(pool.map(inputs, Deeds::addOneSlowly).toList())
          .isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
      assertThat(Executors.all())
          .hasSize(2)
          .filteredOn(each -> each.children().findAny().isPresent())
          .as("executors with worker processes")
          .hasSize(1);
    }
  }

  @Test
  void shouldSayWhyNoWorkerStarts() {
    breakExecutors(2);
    try (Pool pool = Pool.on(spark()).quiet()) {
      assertThatThrownBy(() -> pool.map(List.of(1, 2, 3), Deeds::addOneSlowly).toList())
          .hasMessageContaining(Deeds.NOWHERE);
    }
  }
}
