package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.process.Patience;
import dev.headway.process.Processes;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many threads time-outs take, however many tasks run. */
@Timeout(120)
class OneTimerTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private static List<Integer> inputs(Backend backend) {
    return IntStream.range(0, backend.workers()).boxed().toList();
  }

  /** The kinds of the threads that see to time-outs while all workers are busy. */
  private static List<String> kinds(Backend backend) {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    List<String> kinds = new ArrayList<>();
    CyclicBarrier busy =
        new CyclicBarrier(
            backend.workers(),
            () -> // What an earlier pool still had to do may have begun after it was closed.
            Patience.until(
                    "one thread of each kind at most",
                    () -> {
                      kinds.clear();
                      kinds.addAll(kindsNow(before));
                      return new HashSet<>(kinds).size() == kinds.size();
                    }));
    try (Pool pool = Pool.on(backend).quiet()) {
      pool.over(inputs(backend)).timeout(LONG).map(x -> busy.await(100, TimeUnit.SECONDS)).toList();
    }
    return kinds;
  }

  private static List<String> kindsNow(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> isTimer(thread) || !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.matches("headway-(timer|timeout|watchdog|warden).*"))
        .map(name -> name.replaceAll("-\\d.*", ""))
        .toList();
  }

  private static boolean isTimer(Thread thread) {
    return thread.getName().startsWith("headway-timer-");
  }

  /** One that has nothing to wait for any more may still be ending beside its successor. */
  private static void awaitTheEndOfEarlierTimers() {
    Patience.until(
        "one timer at most",
        () ->
            Thread.getAllStackTraces().keySet().stream().filter(OneTimerTest::isTimer).count() < 2);
  }

  private static void shouldEndAllThatAreLate(Backend backend) {
    try (Pool pool = Pool.on(backend).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs(backend))
                .timeout(Duration.ofMillis(300))
                .map(
                    x -> {
                      new CountDownLatch(1).await();
                      return x;
                    })) {
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      results.outcomes().forEach(outcomes::add);

      assertThat(outcomes)
          .hasSize(backend.workers())
          .allMatch(outcome -> outcome instanceof Outcome.TimedOut);
    }
  }

  @Test
  void shouldTakeOneTimerForAllThreads() {
    assertThat(kinds(Threads.of(50))).doesNotHaveDuplicates().contains("headway-timer");
  }

  @Test
  void shouldTakeOneTimerForAThousandVirtualThreads() {
    assumeTrue(Runtime.version().feature() >= 21);
    assertThat(kinds(Threads.virtual(1000))).doesNotHaveDuplicates().contains("headway-timer");
  }

  @Test
  void shouldEndAllThreadsThatAreLate() {
    shouldEndAllThatAreLate(Threads.of(50));
  }

  @Test
  void shouldEndAllVirtualThreadsThatAreLate() {
    assumeTrue(Runtime.version().feature() >= 21);
    shouldEndAllThatAreLate(Threads.virtual(200));
  }

  @Test
  void shouldTakeOneTimerForAllProcesses() {
    try (Pool pool = Pool.on(Processes.of(2)).quiet();
        Results<Integer, Integer> results =
            pool.over(List.of(0, 1, 2, 3)).timeout(LONG).map(x -> x)) {
      for (int ignored : results) {
        awaitTheEndOfEarlierTimers();
      }
    }
  }
}
