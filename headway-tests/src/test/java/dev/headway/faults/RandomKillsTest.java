package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Outcome;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** Kills from outside, on workers that work and that start, are no fault of the function. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RandomKillsTest {
  private static final int TASKS = 300;
  private static final int MAX_KILLS = 20;

  private static void shouldLoseOnlyWhatWasHit(int everyMillis, int seed) throws Exception {
    AtomicInteger kills = new AtomicInteger();
    try (Scene scene = Scene.processes()) {
      Thread killer = new Thread(() -> kill(new Random(seed), everyMillis, kills), "killer");
      killer.start();
      try {
        Account<Integer, Integer> account =
            scene.account(scene.over(TASKS).map((Integer x) -> Faults.work(x) + Faults.work(0)));

        assertThat(account.report().taken()).isEqualTo(TASKS);
        assertThat(account.outcomes())
            .allMatch(one -> one.succeeded() || one instanceof Outcome.Crashed);
        assertThat(account.report().counts().crashed()).isLessThanOrEqualTo(kills.get());
      } finally {
        killer.interrupt();
        killer.join();
      }
      scene.assertWhole();
    }
  }

  /** Leaves one: on a machine so slow that each is hit while it starts, none would ever be up. */
  private static void kill(Random random, int everyMillis, AtomicInteger kills) {
    while (!Thread.currentThread().isInterrupted() && kills.get() < MAX_KILLS) {
      LockSupport.parkNanos(everyMillis * 1_000_000L);
      List<ProcessHandle> victims = ProcessHandle.current().children().toList();
      if (victims.size() > 1) {
        kills.incrementAndGet();
        victims.get(random.nextInt(victims.size())).destroyForcibly();
      }
    }
  }

  @FaultTest
  @DisplayName("row 40b: a worker is killed every 600 ms")
  void shouldSurviveSomeKills() throws Exception {
    shouldLoseOnlyWhatWasHit(600, 1);
  }

  @FaultTest
  @DisplayName("row 40b: a worker is killed every 200 ms")
  void shouldSurviveManyKills() throws Exception {
    shouldLoseOnlyWhatWasHit(200, 2);
  }
}
