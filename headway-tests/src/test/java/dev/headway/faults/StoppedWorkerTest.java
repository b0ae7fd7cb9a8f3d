package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Results;
import dev.headway.progress.Row;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** A worker that is stopped holds up its own task alone, and goes on where it was. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedWorkerTest {
  private static final Duration STOPPED = Duration.ofSeconds(2);

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static void awaitTheEndOfTheStop(long since) {
    Eventually.until("time", () -> System.nanoTime() - since >= STOPPED.toNanos());
  }

  @FaultTest
  @DisplayName("row 21: a busy worker is stopped until the bar says so")
  void shouldGoOnWithoutABusyWorkerThatIsStopped() throws Exception {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      String name = Gate.at(marks);
      Results<Integer, Integer> results;
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      try (Gate gate = Gate.closed(marks)) {
        results =
            scene
                .over(ITEMS)
                .map(
                    Faults.at(
                        FAULTY,
                        () -> {
                          marks.set(Faults.STRUCK);
                          Gate.pass(name);
                        }));
        Iterator<Outcome<Integer, Integer>> all = results.outcomes().iterator();
        outcomes.add(all.next());
        long pid = marks.await(Faults.STRUCK).pid();
        long since = System.nanoTime();
        signal("STOP", pid);
        while (outcomes.size() < ITEMS - 1) {
          outcomes.add(all.next());
        }
        Measures.record("21", "39 of 40 after", (System.nanoTime() - since) / 1e9, 0);
        Eventually.until("the bar", () -> scene.row() != null);
        assertThat(scene.row().counts().settled()).isLessThanOrEqualTo(ITEMS - 1);
        assertThat(results.report().counts().succeeded()).isEqualTo(ITEMS - 1);
        Eventually.until("the word of the stop", () -> scene.row().stalled() == 1);
        assertThat(System.nanoTime() - since).isGreaterThan(STOPPED.toNanos());
        signal("CONT", pid);
        Eventually.until("the end of the stop", () -> scene.row().stalled() == 0);
        assertThat(scene.row().state()).isEqualTo(Row.State.RUNNING);
        gate.open();
        outcomes.add(all.next());
        assertThat(all.hasNext()).isFalse();
      }
      Account<Integer, Integer> account =
          new Account<Integer, Integer>(outcomes, results.report(), scene.lastRow(), 0).agreed();
      assertThat(account.report().counts().succeeded()).isEqualTo(ITEMS);
    }
  }

  @FaultTest
  @DisplayName("row 21: an idle worker is stopped for 2 s")
  void shouldGoOnWithoutAnIdleWorkerThatIsStopped() throws Exception {
    try (Scene scene = Scene.processes()) {
      long pid = scene.crew().iterator().next();
      signal("STOP", pid);
      long since = System.nanoTime();
      Results<Integer, Integer> results = scene.over(32).map(Faults::work);
      List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
      Iterator<Outcome<Integer, Integer>> all = results.outcomes().iterator();
      while (outcomes.size() < 24) {
        outcomes.add(all.next());
      }
      Measures.record("21", "24 of 32 after", (System.nanoTime() - since) / 1e9, 0);
      awaitTheEndOfTheStop(since);
      signal("CONT", pid);
      all.forEachRemaining(outcomes::add);
      Account<Integer, Integer> account =
          new Account<Integer, Integer>(outcomes, results.report(), scene.lastRow(), 0).agreed();
      assertThat(account.report().counts().succeeded()).isEqualTo(32);
    }
  }
}
