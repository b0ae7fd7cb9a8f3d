package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.JobException;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.work.TaskFunction;
import dev.headway.work.WorkerStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pools and other code that use one context, with the plugin. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedContextTest {
  static JavaSparkContext local(int slots) {
    return local(slots, "0");
  }

  static JavaSparkContext local(int slots, String localityWait) {
    SharedContext.stop();
    return new JavaSparkContext(
        new SparkConf(false)
            .setMaster("local[" + slots + "]")
            .setAppName("shared")
            .set("spark.plugins", HeadwayPlugin.class.getName())
            .set("spark.log.level", "WARN")
            .set("spark.locality.wait", localityWait)
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1"));
  }

  @TempDir Path folder;

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static CompletableFuture<List<Integer>> values(
      Pool pool, TaskFunction<Integer, Integer> function) {
    return CompletableFuture.supplyAsync(
        () -> pool.map(inputs(500), function).toList(), call -> new Thread(call).start());
  }

  @Test
  void shouldGiveEachPoolItsOwnResults() {
    try (JavaSparkContext context = local(4);
        Pool first = Pool.on(Spark.on(context).inExecutor()).quiet();
        Pool second = Pool.on(Spark.on(context).inExecutor()).quiet()) {
      CompletableFuture<List<Integer>> same = values(first, x -> x);
      CompletableFuture<List<Integer>> negative = values(second, x -> -x);

      assertThat(same.join()).isEqualTo(inputs(500));
      assertThat(negative.join()).isEqualTo(inputs(500).stream().map(x -> -x).toList());
    }
  }

  @Test
  void shouldKeepWhatHadArrivedWhenTheContextIsStopped() {
    JavaSparkContext context = local(8);
    try (Pool pool = Pool.on(Spark.on(context).inExecutor()).quiet();
        Results<Integer, Integer> results = pool.map(inputs(3000), Deeds::addOneSlowly)) {
      Iterator<Integer> values = results.iterator();
      assertThat(values.next()).isEqualTo(1);
      context.stop();

      assertThatThrownBy(() -> values.forEachRemaining(value -> {}))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("The Spark context was stopped while tasks ran");
      assertThat(results.report().counts().succeeded()).isPositive();
    }
  }

  @Test
  void shouldSayThatASecondContextCannotBeOpened() {
    try (JavaSparkContext context = local(1);
        Pool pool = Pool.on(Spark.master("local[2]")).quiet()) {
      assertThatThrownBy(() -> pool.map(inputs(1), x -> x).toList())
          .cause()
          .isInstanceOf(WorkerStartException.class)
          .hasMessageContaining("A Spark session on local[2] cannot be opened: ")
          .hasMessageContaining("Only one SparkContext should be running in this JVM");
      assertThat(context.sc().isStopped()).isFalse();
    }
  }

  @Test
  void shouldSayThatAMasterCannotBeUnderstood() {
    SharedContext.stop();
    try (Pool pool = Pool.on(Spark.master("sparc://x")).quiet()) {
      assertThatThrownBy(() -> pool.map(inputs(1), x -> x).toList())
          .cause()
          .isInstanceOf(WorkerStartException.class)
          .hasMessageContaining("A Spark session on sparc://x cannot be opened: ")
          .hasMessageContaining("Could not parse Master URL");
    }
  }

  /** The thread that closes a session is interrupted when that takes longer than a second. */
  @Test
  void shouldStopAContextWholeThoughItsThreadIsInterrupted() throws InterruptedException {
    JavaSparkContext context = local(1);
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Thread closing =
        new Thread(
            () -> {
              try {
                ContextFactory.stop(context);
              } catch (Throwable e) {
                thrown.add(e);
              }
            });
    context
        .sc()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onApplicationEnd(SparkListenerApplicationEnd end) {
                closing.interrupt(); // It waits for this listener.
              }
            });
    closing.start();
    closing.join();

    assertThat(thrown).isEmpty();
    try (JavaSparkContext next = local(1)) {
      assertThat(next.sc().isStopped()).isFalse();
    }
  }

  @Test
  void shouldCloseTheStatesOfTasks() {
    List<String> files =
        List.of(folder.resolve("executor").toString(), folder.resolve("process").toString());
    try (JavaSparkContext context = local(1)) {
      for (String file : files) {
        // A minute for the end of a worker process, which a busy machine may need.
        Spark spark =
            new Spark(SparkConfig.of(null, context).withKind(new WorkerKind(false, 0, 60_000)));
        boolean inExecutor = file.equals(files.get(0));
        try (Pool pool = Pool.on(inExecutor ? spark.inExecutor() : spark).quiet()) {
          List<Integer> values =
              pool.over(inputs(5)).map(() -> new Deeds.Closing(file), (state, x) -> x).toList();
          assertThat(values).isEqualTo(inputs(5));
        }
      }
    }
    for (String file : files) {
      Await.until("states that are closed", () -> Files.exists(Path.of(file)));
    }
  }

  @Test
  void shouldGiveItsJobsNoPropertiesOfTheCaller() {
    List<String> properties = new CopyOnWriteArrayList<>();
    try (JavaSparkContext context = local(1);
        Pool pool = Pool.on(Spark.on(context).inExecutor()).quiet()) {
      context
          .sc()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onJobStart(SparkListenerJobStart start) {
                  properties.add(start.properties().toString());
                }
              });
      context.setLocalProperty("spark.scheduler.pool", "nightly");
      context.addJobTag("mine");
      assertThat(pool.map(inputs(1), x -> x).toList()).containsExactly(0);
      context.removeJobTag("mine");
      assertThat(pool.map(inputs(1), x -> x).toList()).containsExactly(0);

      Await.until("two jobs", () -> properties.size() >= 2);
      assertThat(properties)
          .allSatisfy(
              each ->
                  assertThat(each)
                      .contains("spark.jobGroup.id=headway-")
                      .doesNotContain("mine", "nightly"));
    }
  }
}
