package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

/** A short {@link Soak}; CONTRIBUTING says how to run one of any length. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SoakTest {

  @FaultTest
  @DisplayName("random jobs on worker processes under random faults")
  void shouldLoseNothingUnderRandomFaults() throws Exception {
    Program soak =
        Program.run(Soak.class, List.of(), "--seed", "2", "--tasks", "1000", "--faults", "50");

    assertThat(soak.status()).as(soak.printed()).isZero();
    assertThat(soak.printed()).contains("injected ").contains(" 0 failed");
  }
}
