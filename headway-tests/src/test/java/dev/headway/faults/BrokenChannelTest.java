package dev.headway.faults;

import static dev.headway.faults.Scene.FAULTY;
import static dev.headway.faults.Scene.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** A worker whose connection is broken or speaks nonsense is replaced; one task is lost. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenChannelTest {

  @BeforeEach
  void check() {
    assumeTrue(Runtime.version().feature() < 24, "later ones deny what this needs");
  }

  /** A task may have ended before its worker is seen to be broken: then its result is kept. */
  private static void assertReplaced(String what, Fault fault, boolean mayKeepResult)
      throws IOException {
    try (Scene scene = Scene.processes()) {
      Marks marks = scene.marks();
      Account<Integer, Integer> account =
          scene.strike(
              () -> {
                marks.set(Faults.STRUCK);
                fault.strike();
              });

      if (mayKeepResult && account.of(FAULTY).succeeded()) {
        assertThat(account.report().counts().succeeded()).isEqualTo(ITEMS);
      } else {
        assertThat(account.onlyFaulty(FAULTY, ITEMS)).isInstanceOf(Outcome.Crashed.class);
      }
      Measures.within("31", what, scene.reportNanos(), Duration.ofMillis(500));
      assertThat(scene.crew()).doesNotContain(marks.get(Faults.STRUCK).pid());
      scene.assertWhole();
    }
  }

  @FaultTest
  @DisplayName("row 31: a task closes all descriptors of its worker")
  void shouldReplaceAWorkerWhoseDescriptorsWereClosed() throws Exception {
    assertReplaced("closed", Faults::closeDescriptors, true);
  }

  @FaultTest
  @DisplayName("row 31: a task writes noise into the channel of its worker")
  void shouldReplaceAWorkerThatSendsNoise() throws Exception {
    assertReplaced("garbled", Faults::garbleSockets, false);
  }
}
