package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleDeathTest {

  @Test
  void shouldBeToldAndMadeGoodBeforeTheNextClaim() throws Exception {
    try (Bench bench = new Bench()) {
      long pid = bench.pid();

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      bench.log.await(2);
      TestClaim<Object, Long> claim = bench.perform(TestClaim.of(Tasks.PID, "x"));

      assertThat(claim.value(0)).isNotNull().isNotEqualTo(pid);
      assertThat(bench.log.lines)
          .containsExactly(
              "WARNING Worker 2 (pid "
                  + pid
                  + ") was killed by SIGKILL (9), perhaps by the kernel's out-of-memory killer,"
                  + " while idle.",
              "DEBUG Worker 2 is up again.");
    }
  }

  @Test
  void shouldNotBeToldOfAWorkerThatWasEnded() throws Exception {
    Bench bench = new Bench(Processes.of(1).recycleAfter(1).settings());
    bench.pid();
    bench.pid();
    bench.close();

    assertThat(bench.log.lines).isEmpty();
  }
}
