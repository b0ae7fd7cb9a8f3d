package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.RunReport;
import dev.headway.progress.ClusterUse;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What faults cost where executors are processes. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorFaultsTest {
  @TempDir Path folder;

  private static @Nullable JavaSparkContext context;

  @BeforeAll
  static void open() throws IOException {
    context = SharedContext.get();
  }

  @BeforeEach
  void shouldHaveAllExecutors() {
    SharedContext.awaitSlots(Objects.requireNonNull(context), 4);
  }

  private static Spark spark() {
    return Spark.on(Objects.requireNonNull(context)).slots(4);
  }

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static <A, B> List<Outcome<A, B>> outcomes(Results<A, B> results) {
    List<Outcome<A, B>> all = new ArrayList<>();
    results.outcomes().forEach(all::add);
    return all;
  }

  @Test
  void shouldLoseNothingWithAnExecutor() throws IOException {
    for (Spark backend : List.of(spark(), spark().inExecutor())) {
      Path folder = Files.createTempDirectory(this.folder, "run");
      String place = folder.toString();
      try (Pool pool = Pool.on(backend).quiet();
          Results<Integer, Integer> results =
              pool.map(inputs(120), x -> Deeds.waitFrom(20, place, x))) {
        CompletableFuture<Void> kill = CompletableFuture.runAsync(() -> killWhenAllWait(folder));
        List<Integer> values = new ArrayList<>();
        results.forEach(values::add);
        kill.join();

        assertThat(values).isEqualTo(inputs(121).subList(1, 121));
        RunReport report = results.report();
        assertThat(report.counts().succeeded()).isEqualTo(120);
        assertThat(report.counts().settled()).isEqualTo(120);
        ClusterUse use = Objects.requireNonNull(report.cluster());
        assertThat(use.repeated()).as("what the executor had").isPositive();
        assertThat(use.lostExecutors()).isEqualTo(1);
      }
      SharedContext.awaitSlots(Objects.requireNonNull(context), 4);
    }
  }

  private static void killWhenAllWait(Path folder) {
    whenAllWait(folder, () -> Executors.kill(Executors.all().get(0)));
  }

  private static void whenAllWait(Path folder, Runnable deed) {
    Await.until("tasks in all slots", () -> folder.toFile().list().length == 4);
    deed.run();
    try {
      Files.createFile(folder.resolve("go"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldCostAPoisonInputAloneInProcesses() {
    List<Long> before = Executors.all().stream().map(ProcessHandle::pid).toList();
    try (Pool pool = Pool.on(spark()).quiet()) {
      List<Outcome<Integer, Integer>> outcomes =
          outcomes(pool.map(inputs(40), x -> Deeds.haltOn(17, x)));

      assertThat(outcomes).hasSize(40).filteredOn(Outcome::succeeded).hasSize(39);
      assertThat(outcomes.get(17)).isInstanceOf(Outcome.Crashed.class);
      assertThat(outcomes.get(17).error())
          .hasMessageContaining("while it ran task 17 (input: 17)")
          .hasMessageContaining("7");
    }
    assertThat(Executors.all()).extracting(ProcessHandle::pid).hasSameElementsAs(before);
  }

  @Test
  void shouldFindAPoisonInputInExecutors() {
    try (Pool pool = Pool.on(spark().inExecutor()).quiet()) {
      List<Outcome<Integer, Integer>> outcomes =
          outcomes(pool.map(inputs(40), x -> Deeds.haltOn(17, x)));

      assertThat(outcomes).hasSize(40).filteredOn(Outcome::succeeded).hasSize(39);
      assertThat(outcomes.get(17)).isInstanceOf(Outcome.Crashed.class);
      assertThat(outcomes.get(17).error()).hasMessageContaining("while it ran this task alone");
    }
  }

  @Test
  void shouldCostTheTaskThatTakesAllMemoryAlone() {
    try (Pool pool = Pool.on(spark()).quiet()) {
      List<Outcome<Integer, Integer>> outcomes =
          outcomes(pool.map(inputs(12), x -> Deeds.takeAllMemoryOn(5, x)));

      assertThat(outcomes).hasSize(12).filteredOn(Outcome::succeeded).hasSize(11);
      assertThat(outcomes.get(5).error()).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void shouldEndTasksThatIgnoreTheirInterrupt() {
    String place = folder.toString();
    try (Pool pool = Pool.on(spark()).quiet()) {
      try (Results<Integer, Integer> results =
          pool.map(inputs(20), x -> Deeds.deafOnceBegun(place, x))) {
        assertThat(results.iterator()).as("the beginning of the run").isNotNull();
        // None waits for a result, since the first task may be behind those that never end.
        Await.until("tasks in all slots", () -> folder.toFile().list().length == 4);
      }
      shouldTimeOut(pool);
    }
  }

  @Test
  void shouldGiveUpTasksInExecutorsThatIgnoreTheirTimeout() {
    List<Long> before = Executors.all().stream().map(ProcessHandle::pid).toList();
    try (Pool pool = Pool.on(spark().inExecutor()).quiet()) {
      shouldTimeOut(pool);
      assertThat(pool.map(inputs(20), Deeds::addOneSlowly).toList())
          .isEqualTo(inputs(21).subList(1, 21));
    }
    assertThat(Executors.all()).extracting(ProcessHandle::pid).hasSameElementsAs(before);
  }

  private static void shouldTimeOut(Pool pool) {
    // Without a limit, since the first task of a process may take longer than it.
    assertThat(pool.map(inputs(5), x -> Deeds.deafFrom(5, x)).toList()).isEqualTo(inputs(5));
    List<Outcome<Integer, Integer>> outcomes =
        outcomes(
            pool.over(List.of(5)).timeout(Duration.ofSeconds(1)).map(x -> Deeds.deafFrom(5, x)));

    assertThat(outcomes).singleElement().isInstanceOf(Outcome.TimedOut.class);
  }

  @Test
  void shouldCarryALargeResult() {
    try (Pool pool = Pool.on(spark()).quiet()) {
      assertThat(pool.map(List.of(1, 64, 1), Deeds::megabytes).toList())
          .extracting(bytes -> bytes.length >> 20)
          .containsExactly(1, 64, 1);
    }
  }
}
