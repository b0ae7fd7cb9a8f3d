package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.RunReport;
import dev.headway.progress.ClusterUse;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Ticker;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool that uses the whole cluster has a batch in Spark's queue for each slot. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueuedBatchesTest {
  @TempDir Path folder;

  private static @Nullable JavaSparkContext context;

  private final List<Row> rows = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    context = SharedContext.get();
  }

  private static Spark spark() {
    return Spark.on(Objects.requireNonNull(context)).slots(4);
  }

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private Display display() {
    return Display.of(snapshot -> rows.addAll(snapshot.rows()));
  }

  @Test
  void shouldQueueABatchForEachSlotUnlessSparkWouldBeginItAtOnce() {
    assertThat(spark().workers()).isEqualTo(4);
    assertThat(spark().queuedBatches()).isEqualTo(4);
    assertThat(spark().slots(2).queuedBatches()).as("of four slots").isZero();
    assertThat(spark().slots(2).dispatchCost()).isGreaterThan(spark().dispatchCost());
  }

  @Test
  void shouldCallATaskRunningWhenItHasStartedInASlot() {
    String place = folder.toString();
    try (Pool pool = Pool.on(spark().inExecutor()).on(display());
        Results<Integer, Integer> results = pool.map(inputs(60), x -> atTheGate(place, x))) {
      CompletableFuture<List<Row>> held =
          CompletableFuture.supplyAsync(() -> rowsBeforeTheGateOpens(results));
      assertThat(results.toList()).isEqualTo(inputs(61).subList(1, 61));
      assertThat(held.join())
          .allSatisfy(row -> assertThat(row.longest()).hasSizeLessThanOrEqualTo(4));

      RunReport report = results.report();
      assertThat(report.counts()).isEqualTo(new Counts(60, 0, 0, 0, 0, 0));
      ClusterUse use = Objects.requireNonNull(report.cluster());
      assertThat(use.tasks()).isBetween(5L, 60L);
      assertThat(use.repeated()).isZero();
      assertThat(use.lostExecutors()).isZero();
      assertThat(use.bytes()).isPositive();
    }
    assertThat(rows).allSatisfy(row -> assertThat(row.running()).isLessThanOrEqualTo(4));
    assertThat(rows).extracting(Row::workers).containsOnly(4);
  }

  private static int atTheGate(String place, int x) throws IOException {
    Deeds.waitFrom(0, place, x);
    return Deeds.addOneSlowly(x);
  }

  /** Until then those that are listed are those in the slots, and none leaves its slot. */
  private List<Row> rowsBeforeTheGateOpens(Results<?, ?> results) {
    try {
      Await.until("tasks in all slots", () -> folder.toFile().list().length == 4);
      Await.until("queued tasks", () -> results.report().taken() >= 8);
      Await.until(
          "rows of them",
          () -> rows.stream().anyMatch(row -> row.running() == 4 && row.longest().size() >= 4));
      return List.copyOf(rows);
    } finally {
      openGate();
    }
  }

  private void openGate() {
    try {
      Files.createFile(folder.resolve("go"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldEndWhatIsQueuedWithItsJob() {
    Display display = Display.manual(Ticker.system(), snapshot -> rows.addAll(snapshot.rows()));
    try (Pool pool = Pool.on(spark().inExecutor()).on(display)) {
      long closing;
      try (Results<Integer, Integer> results = pool.map(inputs(2000), Deeds::addOneSlowly)) {
        Iterator<Integer> values = results.iterator();
        assertThat(values.next()).isEqualTo(1);
        assertThat(values.next()).isEqualTo(2);
        closing = System.nanoTime();
      }
      // It waits a second for the tasks that run, and no longer.
      boolean gaveUp = System.nanoTime() - closing >= TimeUnit.SECONDS.toNanos(1);
      Row last = rows.get(rows.size() - 1);
      assertThat(last.counts().settled()).as("of half a minute of work").isBetween(2L, 1000L);
      assertThat(last.running()).isBetween(0, gaveUp ? 4 : 0);

      assertThat(pool.map(inputs(8), Deeds::addOneSlowly).toList())
          .as("the next job")
          .isEqualTo(inputs(9).subList(1, 9));
    }
  }

  @Test
  void shouldTakeNoMoreThanTheWindow() {
    List<Integer> taken = new CopyOnWriteArrayList<>();
    Stream<Integer> endless = Stream.iterate(0, x -> x + 1).peek(taken::add);
    try (Pool pool = Pool.on(spark().inExecutor()).quiet();
        Results<Integer, Integer> results =
            pool.<Integer>over(endless).window(6).map(Deeds::addOneSlowly)) {
      Iterator<Integer> values = results.iterator();
      for (int i = 1; i <= 20; i++) {
        assertThat(values.next()).isEqualTo(i);
      }
    }
    assertThat(taken).hasSizeBetween(20, 26);
  }

  @Test
  void shouldGiveEachTaskOneOutcomeThoughSomeFail() {
    List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
    try (Pool pool = Pool.on(spark().inExecutor()).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs(600)).unordered().attempts(2).map(Deeds::failOnTens)) {
      results.outcomes().forEach(outcomes::add);

      assertThat(results.report().counts()).isEqualTo(new Counts(540, 60, 0, 0, 0, 60));
    }
    assertThat(outcomes).hasSize(600);
    assertThat(outcomes).extracting(Outcome::index).doesNotHaveDuplicates();
  }
}
