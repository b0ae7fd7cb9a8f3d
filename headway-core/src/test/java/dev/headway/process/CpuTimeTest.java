package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shouldTellTheCpuTimeOfTheProcessThatThereIs() throws Exception {
    assertThat(bench.worker.cpuTime()).isZero();
    bench.pid(); // A JVM that starts has computed already.
    assertThat(bench.worker.cpuTime()).isPositive();
    bench.close();
    assertThat(bench.worker.cpuTime()).isZero();
  }
}
