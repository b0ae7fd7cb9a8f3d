package dev.headway.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class DescriberTest {

  /** Threads that get a processor only after a while, as on a busy machine. */
  private static final Executor LATE =
      question ->
          new Thread(
                  () -> {
                    try {
                      Thread.sleep(700);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    question.run();
                  })
              .start();

  @Test
  void shouldNotTakeABusyMachineForAClassThatDoesNotAnswer() {
    Describer describer = new Describer(LATE);

    for (int i = 0; i < 2; i++) {
      assertThat(describer.ask(DescriberTest.class, () -> "answer").value()).isEqualTo("answer");
    }
  }
}
