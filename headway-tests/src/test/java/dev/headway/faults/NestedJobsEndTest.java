package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.process.Processes;
import dev.headway.work.Initializer;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** Jobs inside the tasks of a job come to their end, however few the workers are. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NestedJobsEndTest {
  private static final AtomicInteger SET_UP = new AtomicInteger();

  /** As many tasks as were given, each of them with as many, three levels deep. */
  private static long count(Pool pool, List<Integer> widths) throws InterruptedException {
    if (widths.isEmpty()) {
      Thread.sleep(5);
      return 1;
    }
    List<Integer> inner = widths.subList(1, widths.size());
    TaskFunction<Integer, Long> below = x -> count(pool, inner);
    return pool.map(IntStream.range(0, widths.get(0)).boxed().toList(), below).toList().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @FaultTest
  @DisplayName("row 23: nested jobs, 8 x 8 x 2 on two threads")
  void shouldEndNestedJobsOnTwoThreads() throws Exception {
    try (Scene scene = Scene.on(Threads.of(2))) {
      long start = System.nanoTime();
      Account<Integer, Long> account =
          scene.account(scene.over(8).map(x -> count(scene.pool().quiet(), List.of(8, 2))));

      assertThat(account.report().counts().succeeded()).isEqualTo(8);
      assertThat(account.outcomes()).allMatch(one -> one.succeeded());
      Duration sequential = Duration.ofMillis(8 * 8 * 2 * 5);
      Measures.within("23", "all", System.nanoTime() - start, sequential.multipliedBy(2));
      scene.assertWhole();
    }
  }

  /** The processes in which the innermost tasks ran, when each level has a pool of its own. */
  private static List<Long> processes(List<Integer> widths) throws InterruptedException {
    if (widths.isEmpty()) {
      Thread.sleep(5);
      return List.of(ProcessHandle.current().pid());
    }
    List<Integer> inner = List.copyOf(widths.subList(1, widths.size()));
    TaskFunction<Integer, List<Long>> below = x -> processes(inner);
    try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
      return pool.map(IntStream.range(0, widths.get(0)).boxed().toList(), below).toList().stream()
          .flatMap(List::stream)
          .toList();
    }
  }

  @FaultTest
  @DisplayName("row 23: nested jobs, 8 x 8 x 2 on two worker processes at each level")
  void shouldHaveNoMoreProcessesThanTheOutermostPoolHasWorkers() throws Exception {
    try (Scene scene = Scene.on(Processes.of(2))) {
      Set<Long> outermost = ConcurrentHashMap.newKeySet();
      long start = System.nanoTime();
      Account<Integer, List<Long>> account =
          scene.account(
              scene
                  .over(8)
                  .map(
                      x -> {
                        List<Long> below = processes(List.of(8, 2));
                        assertThat(ProcessHandle.current().children()).isEmpty();
                        return below;
                      }));
      long nanos = System.nanoTime() - start;

      assertThat(account.outcomes()).allMatch(one -> one.succeeded());
      for (Outcome<? extends Integer, ? extends List<Long>> one : account.outcomes()) {
        List<Long> below = ((Outcome.Success<?, ? extends List<Long>>) one).value();
        assertThat(below).hasSize(8 * 2);
        outermost.addAll(below);
      }
      assertThat(outermost).hasSizeBetween(1, 2);
      assertThat(account.report().replacedWorkers()).isZero();
      Duration sequential = Duration.ofMillis(8 * 8 * 2 * 5);
      Measures.within("23", "all, processes", nanos, sequential.multipliedBy(2));
    }
  }

  @FaultTest
  @DisplayName("row 23: a nested job whose initializer sets its worker up, or fails")
  void shouldRunTheInitializerOfANestedPool() throws Exception {
    try (Scene scene = Scene.on(Processes.of(1))) {
      Account<Integer, List<Integer>> account =
          scene.account(scene.over(1).map(x -> initialized(() -> SET_UP.set(SET_UP.get() + 1), 3)));
      Outcome<?, ? extends List<Integer>> good = account.of(0);
      assertThat(((Outcome.Success<?, ? extends List<Integer>>) good).value())
          .containsExactly(1, 1, 1);

      Account<Integer, List<Integer>> failed =
          scene.account(
              scene
                  .over(1)
                  .map(
                      x ->
                          initialized(
                              () -> {
                                throw new IllegalStateException("there is no model");
                              },
                              1)));
      assertThat(failed.of(0).error())
          .hasMessageContaining(
              "Worker 0 could not be started: its initializer failed:"
                  + " java.lang.IllegalStateException: there is no model.");
    }
  }

  private static List<Integer> initialized(Initializer initializer, int inputs) {
    try (Pool pool = Pool.on(Processes.of(1).init(initializer)).quiet()) {
      return pool.map(IntStream.range(0, inputs).boxed().toList(), x -> SET_UP.get()).toList();
    }
  }
}
