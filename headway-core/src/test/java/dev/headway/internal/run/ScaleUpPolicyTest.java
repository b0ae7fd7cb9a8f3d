package dev.headway.internal.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.internal.scheduler.WorkerPool;
import dev.headway.internal.scheduler.WorkerRegistry;
import dev.headway.work.Backend;
import dev.headway.work.Threads;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Workers that take long to start are started while they are of use. */
@SuppressWarnings("serial") // It takes this package for one of the JDK, by its name.
class ScaleUpPolicyTest {
  private static final long START = MILLISECONDS.toNanos(100);

  private final Backend slow = new SlowStart(2, Duration.ofNanos(START));

  @Test
  void shouldNotStartAWorkerIfTheOthersFinishSooner() {
    WindowPolicy windowPolicy = windowPolicy(slow, 1000L);
    ScaleUpPolicy scaleUpPolicy = policy(slow, windowPolicy);
    windowPolicy.performed(1, MILLISECONDS.toNanos(1), 0);
    scaleUpPolicy.ended(0);

    assertThat(scaleUpPolicy.isWorthStart(500, 2, 0)).as("250 ms").isTrue();
    assertThat(scaleUpPolicy.isWorthStart(900, 2, 0)).as("50 ms").isFalse();
    assertThat(scaleUpPolicy.isWorthStart(900, 0, 0)).as("nobody works").isTrue();
  }

  @Test
  void shouldStartAWorkerIfTheOthersAreStuck() {
    WindowPolicy windowPolicy = windowPolicy(slow, 1000L);
    ScaleUpPolicy scaleUpPolicy = policy(slow, windowPolicy);
    windowPolicy.performed(1, MILLISECONDS.toNanos(1), 0);
    scaleUpPolicy.ended(0);

    assertThat(scaleUpPolicy.isWorthStart(990, 2, START)).isFalse();
    assertThat(scaleUpPolicy.isWorthStart(990, 2, START + 1)).isTrue();
  }

  @Test
  void shouldStartAllIfTheTotalOrTheTimeIsUnknown() {
    WindowPolicy endless = windowPolicy(slow, null);
    endless.performed(1, 1, 0);
    assertThat(policy(slow, endless).isWorthStart(5, 1, 0)).isTrue();

    assertThat(policy(slow, windowPolicy(slow, 2L)).isWorthStart(1, 1, 0)).isTrue();
  }

  @Test
  void shouldNotStartAWorkerForTinyTasksWhileAllProcessorsAreBusy() {
    WindowPolicy windowPolicy = windowPolicy(slow, null);
    ScaleUpPolicy full = new ScaleUpPolicy(slow.startUp(), () -> true, windowPolicy, 0);
    assertThat(full.isWorthStart(0, 2, START)).as("nothing known of the tasks").isFalse();
    assertThat(full.isWorthStart(0, 2, START + 1)).as("not even after a while").isTrue();

    windowPolicy.performed(1, MILLISECONDS.toNanos(1), 0);
    assertThat(full.isWorthStart(1, 2, START)).as("tasks of 1 ms").isTrue();

    for (int batch = 0; batch < 50; batch++) {
      windowPolicy.performed(1, 1, 0);
    }
    assertThat(full.isWorthStart(50, 2, START)).as("tasks of 1 ns").isFalse();
    assertThat(policy(slow, windowPolicy).isWorthStart(50, 2, START))
        .as("with a free one")
        .isTrue();
  }

  @Test
  void shouldStartAllIfAStartCostsNothing() {
    Backend threads = Threads.of(2);
    WindowPolicy windowPolicy = windowPolicy(threads, 1000L);
    windowPolicy.performed(1, 1, 0);
    assertThat(policy(threads, windowPolicy).isWorthStart(999, 1, 0)).isTrue();
  }

  /** The last tasks wait for one another: each needs a worker of its own. */
  @Test
  void shouldStartAllWorkersIfTheLastTasksTakeLong() {
    int workers = 6;
    CountDownLatch met = new CountDownLatch(workers);
    try (Pool pool = Pool.on(new SlowStart(workers, Duration.ofNanos(START))).quiet()) {
      assertThat(
              pool.over(IntStream.range(0, 500).boxed().toList())
                  .<Boolean>map(x -> x < 500 - workers || meet(met))
                  .toList())
          .hasSize(500)
          .containsOnly(true);
    }
  }

  private static boolean meet(CountDownLatch met) throws InterruptedException {
    met.countDown();
    return met.await(1, MINUTES);
  }

  @Test
  void shouldStartFewAtATime() {
    WorkerRegistry registry = new WorkerRegistry(() -> 0, null);
    int maxStarting = Math.max(2, Runtime.getRuntime().availableProcessors());
    for (int number = 0; number < maxStarting; number++) {
      assertThat(registry.mayStartAnother()).isTrue();
      registry.starting(number);
    }
    assertThat(registry.mayStartAnother()).isFalse();
    registry.up(0);
    assertThat(registry.mayStartAnother()).isTrue();
  }

  private static ScaleUpPolicy policy(Backend backend, WindowPolicy windowPolicy) {
    return new ScaleUpPolicy(backend.startUp(), () -> false, windowPolicy, 0);
  }

  private static JobExecutor<Run<?, ?>> executor(Backend backend) {
    return new WorkerPool(backend, (worker, output, text, lineContinues) -> {});
  }

  private static WindowPolicy windowPolicy(Backend backend, @Nullable Long total) {
    return new WindowPolicy(0, executor(backend), total, total, HeapRoom.ofProgram());
  }

  /** Threads whose start is said to take long, and which are given one task at a time. */
  private record SlowStart(int workers, Duration startUp) implements Backend {
    @Override
    public Duration dispatchCost() {
      return Duration.ofNanos(1); // Tasks of 16 ns are taken by two.
    }

    @Override
    public Worker worker(int number, WorkerListener listener) {
      return Threads.of(1).worker(number, listener);
    }
  }
}
