package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No task is at fault where the system ends machines and containers. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemEndsTest {
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

  private static <A, B> List<Outcome<A, B>> outcomes(Results<A, B> results) {
    List<Outcome<A, B>> all = new ArrayList<>();
    results.outcomes().forEach(all::add);
    return all;
  }

  private void open(String gate) {
    try {
      Files.createFile(folder.resolve(gate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Spark itself gives a job up after four of them. */
  @Test
  void shouldBlameNoTaskForExecutorsThatAreToldToEnd() {
    String place = folder.toString();
    try (Pool pool = Pool.on(spark()).quiet();
        Results<Integer, Integer> results =
            pool.map(List.of(1), x -> Deeds.waitInEachProcess(place, x))) {
      CompletableFuture<Void> ends =
          CompletableFuture.runAsync(
              () -> {
                Set<String> seen = new HashSet<>();
                for (int i = 0; i < 5; i++) {
                  terminateExecutorOf(newest(seen));
                }
                newest(seen);
                open("go");
              });

      assertThat(outcomes(results)).hasSize(1).allMatch(Outcome::succeeded);
      ends.join();
      assertThat(Objects.requireNonNull(results.report().cluster()).lostExecutors()).isEqualTo(5);
    }
    SharedContext.awaitSlots(Objects.requireNonNull(context), 4);
  }

  /** The number of the process in which the task has begun last. */
  private long newest(Set<String> seen) {
    Await.until("another begin", () -> folder.toFile().list().length > seen.size());
    for (String each : Objects.requireNonNull(folder.toFile().list())) {
      if (seen.add(each)) {
        return Long.parseLong(each);
      }
    }
    throw new AssertionError("There is no other process.");
  }

  private static void terminateExecutorOf(long worker) {
    ProcessHandle executor = ProcessHandle.of(worker).orElseThrow().parent().orElseThrow();
    executor.destroy();
    executor.onExit().join();
  }
}
