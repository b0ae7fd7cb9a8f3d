package dev.headway.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Pool;
import dev.headway.process.Processes;
import dev.headway.testkit.ManualTicker;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Real jobs, in the registries that programs have. */
class HeadwayMetricsTest {
  private final HeadwayMetrics metrics = new HeadwayMetrics();

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static double count(SimpleMeterRegistry registry, String job, String outcome) {
    FunctionCounter counter =
        registry.find("headway.task").tags("job", job, "outcome", outcome).functionCounter();
    return counter == null ? 0 : counter.count();
  }

  /** Waits for the last frame of a job, for which a busy machine may need longer than the job. */
  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time").isLessThan(deadline);
      Thread.yield();
    }
  }

  @Test
  void shouldBeScrapedByPrometheusWhileAJobRunsAndAfterwards() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ManualTicker ticker = new ManualTicker();
    Display display = Display.manual(ticker, metrics.view(registry));
    CountDownLatch atLast = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(1)).on(display)) {
      var all =
          pool.over(inputs(10))
              .named("thumbnails")
              .map(
                  input -> {
                    if (input == 9) {
                      atLast.countDown();
                      goOn.await();
                    }
                    return input;
                  })
              .toListAsync();
      atLast.await();
      ticker.advance(Duration.ofSeconds(3));
      display.tick();

      assertThat(registry.scrape().lines())
          .contains(
              "headway_task_total{job=\"thumbnails\",outcome=\"succeeded\"} 9.0",
              "headway_task_total{job=\"thumbnails\",outcome=\"failed\"} 0.0",
              "headway_task_active{job=\"thumbnails\"} 1.0",
              "headway_task_retries_total{job=\"thumbnails\"} 0.0",
              "headway_job_fraction{job=\"thumbnails\"} 0.9",
              "headway_workers{job=\"thumbnails\",state=\"busy\"} 1.0",
              "headway_workers{job=\"thumbnails\",state=\"idle\"} 0.0",
              "headway_worker_restarts_total{job=\"thumbnails\",reason=\"crash\"} 0.0",
              "headway_job_active_seconds_count{job=\"thumbnails\"} 1")
          .anyMatch(line -> line.startsWith("headway_job_remaining_seconds{bound=\"likely\","));

      goOn.countDown();
      assertThat(all.get()).hasSize(10);
    }
    assertThat(registry.scrape().lines())
        .contains(
            "headway_task_total{job=\"thumbnails\",outcome=\"succeeded\"} 10.0",
            "headway_job_seconds_count{job=\"thumbnails\",outcome=\"succeeded\"} 1",
            "headway_job_seconds_sum{job=\"thumbnails\",outcome=\"succeeded\"} 3.0")
        .noneMatch(line -> line.startsWith("headway_job_fraction"));
  }

  @Test
  void shouldSeeTheJobsOfTheDisplayOfTheProcessOnceItIsBound() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    metrics.bindTo(registry);
    metrics.bindTo(registry);
    try (Pool pool = Pool.on(Threads.of(2))) {
      pool.over(inputs(100)).named("bound").map(input -> input).toList();
    }
    await(() -> count(registry, "bound", "succeeded") == 100);
    metrics.close();
    try (Pool pool = Pool.on(Threads.of(2))) {
      pool.over(inputs(100)).named("closed").map(input -> input).toList();
    }

    assertThat(registry.find("headway.task").tag("job", "closed").meters()).isEmpty();
  }

  @Test
  void shouldCountAWorkerProcessThatWasReplacedAfterACrash() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Display display = Display.of(metrics.view(registry));
    try (Pool pool = Pool.on(Processes.of(1)).on(display)) {
      long crashed =
          pool.over(inputs(3))
              .named("crashing")
              .map(HeadwayMetricsTest::haltAtOne)
              .outcomeStream()
              .filter(outcome -> outcome instanceof Outcome.Crashed)
              .count();
      assertThat(crashed).isOne();
    }

    await(() -> count(registry, "crashing", "crashed") == 1);
    assertThat(registry.get("headway.worker.restarts").tag("reason", "crash").counter().count())
        .isOne();
  }

  private static int haltAtOne(int input) {
    if (input == 1) {
      Runtime.getRuntime().halt(3);
    }
    return input;
  }
}
