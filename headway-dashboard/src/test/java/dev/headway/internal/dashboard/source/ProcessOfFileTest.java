package dev.headway.internal.dashboard.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whether the process runs that a file of JSON lines is of. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ProcessOfFileTest {

  @Test
  void shouldFindOneThatRuns() {
    assertThat(Sources.startMillis(ProcessHandle.current().pid())).isPositive();
  }

  /** Such a process stays in the list of the system. */
  @Test
  void shouldFindNoneThatHasEndedAndWhoseParentDoesNotAsk() throws Exception {
    String script = "sleep 600 & echo $!; exec sleep 600";
    Process parent = new ProcessBuilder("sh", "-c", script).start();
    try {
      long pid = Long.parseLong(parent.inputReader().readLine());
      assertThat(Sources.startMillis(pid)).isPositive();

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      while (Sources.startMillis(pid) != null) {
        Thread.onSpinWait();
      }
    } finally {
      parent.destroyForcibly();
    }
  }
}
