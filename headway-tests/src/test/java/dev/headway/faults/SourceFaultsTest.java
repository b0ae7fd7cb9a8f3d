package dev.headway.faults;

import static dev.headway.faults.Scene.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.Results;
import dev.headway.SourceFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** A source that fails, or has no end, is told from one that has ended. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SourceFaultsTest {

  private static Iterable<Integer> numbers(AtomicInteger pulled, int failsAt) {
    return () ->
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            int x = pulled.getAndIncrement();
            if (x == failsAt) {
              throw new IllegalStateException("the disk is gone");
            }
            return x;
          }
        };
  }

  private static void assertFailureOfTheSource(Scene scene) throws IOException {
    Results<Integer, Integer> results =
        scene.over(numbers(new AtomicInteger(), 20)).map(Faults::work);
    List<Integer> delivered = new ArrayList<>();
    SourceFailedException thrown =
        catchThrowableOfType(SourceFailedException.class, () -> results.forEach(delivered::add));
    long told = System.nanoTime();

    assertThat(thrown).hasRootCauseMessage("the disk is gone").hasMessageContaining("after 20");
    assertThat(delivered).hasSize(20).doesNotHaveDuplicates();
    assertThat(results.report().taken()).isEqualTo(20);
    assertThat(results.report().counts().succeeded()).isEqualTo(20);
    scene.agree(results);
    long last = 0;
    for (int x = 0; x < 20; x++) {
      last = Math.max(last, scene.endedAt(x));
    }
    Measures.within("9", "told after the last task", told - last, Duration.ofMillis(100));
    scene.assertWhole();
  }

  @FaultTest
  @DisplayName("row 9: the source throws at input 20")
  void shouldFinishWhatWasTakenAndThenThrow() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertFailureOfTheSource(scene);
    }
  }

  @FaultTest
  @DisplayName("row 9: the source throws at input 20; threads")
  void shouldFinishWhatThreadsHaveTakenAndThenThrow() throws Exception {
    try (Scene scene = Scene.threads()) {
      assertFailureOfTheSource(scene);
    }
  }

  /** Those behind the results that are taken do not end, so that no worker runs ahead. */
  private static int tenAtTheMost(int x) throws InterruptedException {
    if (x >= 10) {
      Faults.forEver();
    }
    return Faults.work(x);
  }

  private static void assertEndlessSource(Scene scene) throws IOException {
    AtomicInteger pulled = new AtomicInteger();
    long closing;
    Results<Integer, Integer> results =
        scene.over(numbers(pulled, -1)).map(SourceFaultsTest::tenAtTheMost);
    try (results) {
      Iterator<Integer> values = results.iterator();
      for (int x = 0; x < 10; x++) {
        assertThat(values.next()).isEqualTo(x);
      }
      Measures.record("10", "pulled", pulled.get(), 10 + 3 * WORKERS);
      assertThat(pulled).hasValueLessThanOrEqualTo(10 + 3 * WORKERS);
      closing = System.nanoTime();
    }
    closing = System.nanoTime() - closing;
    Measures.within("10", "closed", closing, Duration.ofSeconds(1));
    scene.agree(results, closing);
    scene.assertWhole();
    int afterClose = pulled.get(); // Of workers that were about to take one; they are free now.
    assertThat(afterClose).isLessThanOrEqualTo(10 + 3 * WORKERS);
    scene.assertWhole();
    assertThat(pulled).hasValue(afterClose);
  }

  @FaultTest
  @DisplayName("row 10: a source without end, of which 10 results are taken")
  void shouldTakeLittleFromAnEndlessSource() throws Exception {
    try (Scene scene = Scene.processes()) {
      assertEndlessSource(scene);
    }
  }

  @FaultTest
  @DisplayName("row 10: a source without end, of which 10 results are taken; threads")
  void shouldTakeLittleFromAnEndlessSourceForThreads() throws Exception {
    try (Scene scene = Scene.threads()) {
      assertEndlessSource(scene);
    }
  }
}
