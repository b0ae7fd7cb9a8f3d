package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How fast tasks of a slot may print. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutputGateTest {
  private final List<Long> asked = new ArrayList<>();

  /** What the driver answers, one after the other. */
  private OutputGate gate(Long... answers) {
    List<Long> left = new ArrayList<>(Arrays.asList(answers));
    return new OutputGate(
        batch -> {
          asked.add(batch);
          return left.remove(0);
        });
  }

  @Test
  void shouldLetShortTextsOfABatchGoWithoutAQuestion() {
    OutputGate gate = gate();
    for (int batch = 0; batch < 5; batch++) {
      gate.begin(1);
      gate.pass(batch, (int) OutputGate.FREE_BYTES);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldWaitUntilTheDriverHasRoom() {
    OutputGate gate = gate(0L, 0L, 100L, 0L, 5L);
    gate.begin(1);
    gate.pass(7, (int) OutputGate.FREE_BYTES);
    gate.pass(7, 60);
    assertThat(asked).as("no room, no room, 100 bytes").containsExactly(7L, 7L, 7L);
    gate.pass(7, 60);
    assertThat(asked).as("within these").hasSize(3);
    gate.pass(7, 60);
    assertThat(asked).as("no room, and 5 bytes").hasSize(5);
  }

  @Test
  void shouldLetTheRestGoWhenItsBatchIsCancelled() throws Exception {
    CountDownLatch refused = new CountDownLatch(3);
    OutputGate gate =
        new OutputGate(
            batch -> {
              refused.countDown();
              return 0;
            });
    gate.begin(1);
    gate.pass(1, (int) OutputGate.FREE_BYTES);
    Thread printing = new Thread(() -> gate.pass(1, 1));
    printing.start();
    refused.await();
    assertThat(printing.isAlive()).isTrue();

    gate.open();
    printing.join();
    gate.pass(1, 1 << 20);
  }
}
