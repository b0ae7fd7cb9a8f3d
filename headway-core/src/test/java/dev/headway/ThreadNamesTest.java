package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.process.Processes;
import dev.headway.work.Backend;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a thread dump says of Headway's threads. */
@Timeout(300)
class ThreadNamesTest {

  private static List<String> namesOfTasks(Backend backend) {
    CyclicBarrier all = new CyclicBarrier(backend.workers());
    try (Pool pool = Pool.on(backend).quiet()) {
      return pool.map(
              IntStream.range(0, backend.workers()).boxed().toList(),
              x -> {
                all.await(240, TimeUnit.SECONDS); // The machine may stand still meanwhile.
                return Thread.currentThread().getName();
              })
          .toList();
    }
  }

  @Test
  void shouldNumberThreadsAsTheBarNumbersWorkers() {
    assertThat(namesOfTasks(Threads.of(3)))
        .containsExactlyInAnyOrder("headway-worker-0", "headway-worker-1", "headway-worker-2");
  }

  @Test
  void shouldNumberVirtualThreadsToo() {
    assumeTrue(Runtime.version().feature() >= 21);
    assertThat(namesOfTasks(Threads.virtual(2)))
        .containsExactlyInAnyOrder("headway-worker-0", "headway-worker-1");
  }

  @Test
  void shouldTellAThreadThatWasGivenUpFromTheOneInItsPlace() {
    CountDownLatch never = new CountDownLatch(1);
    ConcurrentMap<Integer, Thread> runners = new ConcurrentHashMap<>();
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      pool.over(List.of(0, 1))
          .timeout(Duration.ofSeconds(5)) // Enough for the second task on a busy machine.
          .map(
              x -> {
                runners.put(x, Thread.currentThread());
                ForkJoinPool.managedBlock(x == 0 ? new Deaf(never) : new Deaf(null));
                return x;
              })
          .outcomes()
          .forEach(outcome -> {});
      assertThat(runners.get(0).getName()).isEqualTo("headway-worker-0-given-up");
      assertThat(runners.get(1).getName()).isEqualTo("headway-worker-0");
    } finally {
      never.countDown();
    }
  }

  @Test
  void shouldGiveNoTwoThreadsOfAPoolOneName() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    List<Progress> bars = new ArrayList<>();
    List<Display> displays = List.of(Display.of(s -> {}), Display.of(s -> {}));
    displays.forEach(display -> bars.add(display.begin("x")));
    try (Pool threads = Pool.on(Threads.of(2)).quiet();
        Pool processes = Pool.on(Processes.of(2)).quiet()) {
      threads.over(List.of(1, 2)).timeout(Duration.ofSeconds(60)).map(x -> x).toList();
      processes.over(List.of(1, 2)).timeout(Duration.ofSeconds(60)).map(x -> x).toList();
      List<String> names =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !before.contains(thread))
              .map(Thread::getName)
              .filter(name -> name.startsWith("headway-"))
              .filter(name -> !name.startsWith("headway-worker-")) // Both pools have these.
              .toList();
      assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches(".*-\\d+"));
    } finally {
      bars.forEach(Progress::close);
    }
  }

  /** Does not hear its interrupts. */
  private record Deaf(CountDownLatch latch) implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean block() {
      return isReleasable();
    }

    @Override
    public boolean isReleasable() {
      try {
        return latch == null || latch.await(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return false;
      }
    }
  }
}
