package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.protocol.MarkedProcesses;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ProcessEndingTest {
  private static final MarkedProcesses NONE = new MarkedProcesses("no-such-token", true);

  /** A shell that says when it is up. */
  private static Process shell(String script) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", script).start();
    assertThat(process.inputReader().readLine()).isEqualTo("up");
    return process;
  }

  private static Set<ProcessHandle> end(Process process, BooleanSupplier hurry) {
    return new ProcessEnding(NONE, ProcessGroups.NONE, hurry)
        .end(List.of(new JavaLauncher.Started(process)));
  }

  @Test
  void shouldLetAProcessCleanUp() throws Exception {
    Process process =
        shell("trap 'echo clean; exit 5' TERM; echo up; while :; do sleep 0.05; done");

    end(process, () -> false);

    assertThat(process.inputReader().readLine()).isEqualTo("clean");
    assertThat(process.waitFor()).isEqualTo(5);
  }

  @Test
  void shouldNotWaitForACleanupOnceThereIsNoTime() throws Exception {
    Process process = shell("trap '' TERM; echo up; while :; do sleep 0.05; done");
    AtomicInteger asked = new AtomicInteger();

    end(process, () -> asked.incrementAndGet() == 3);

    assertThat(asked).hasValue(3);
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  @Test
  void shouldEndDescendantsToo() throws Exception {
    Process process = shell("sleep 617 & sleep 617 & echo up; wait");
    List<ProcessHandle> children = process.descendants().toList();
    assertThat(children).hasSize(2);

    var ended = end(process, () -> false);

    assertThat(ended).containsAll(children).contains(process.toHandle());
    assertThat(ended).noneMatch(ProcessEnding::runs);
  }
}
