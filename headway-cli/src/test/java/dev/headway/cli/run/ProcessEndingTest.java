package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.protocol.MarkedProcesses;
import dev.headway.internal.process.protocol.ProcessLooks;
import dev.headway.internal.system.LiveProcess;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ProcessEndingTest {
  private static final MarkedProcesses NONE =
      new MarkedProcesses("no-such-token", true, new ProcessLooks());

  /** A shell that says when it is up. */
  private static Process shell(String script) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", script).start();
    assertThat(process.inputReader().readLine()).isEqualTo("up");
    return process;
  }

  /** Long enough for any cleanup on a busy machine. */
  private static Set<ProcessHandle> end(Process process, BooleanSupplier hurry) {
    return new ProcessEnding(NONE, ProcessGroups.NONE, hurry, Duration.ofSeconds(60))
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

  private static <T> T stub(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Test
  void shouldNotWaitForACleanupOnceThereIsNoTime() throws Exception {
    Process process = shell("trap '' TERM; echo up; while :; do sleep 0.05; done");
    AtomicInteger asked = new AtomicInteger();

    end(process, () -> asked.incrementAndGet() == 3);

    assertThat(asked).hasValue(3);
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  /** As one with much memory, or on a machine that is busy. */
  @Test
  void shouldWaitForTheEndOfWhatItHasKilled() throws Exception {
    Process process = shell("trap '' TERM; echo up; while :; do sleep 0.05; done");

    new ProcessEnding(NONE, ProcessGroups.NONE, () -> true).end(List.of(thatDiesLate(process)));

    assertThat(LiveProcess.runs(process.toHandle())).isFalse();
  }

  private static void killLate(ProcessHandle handle) {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      // It is killed at once.
    }
    handle.destroyForcibly();
  }

  private static JobProcess thatDiesLate(Process process) {
    ProcessHandle handle = process.toHandle();
    ProcessHandle late =
        stub(
            ProcessHandle.class,
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "destroyForcibly" -> {
                  Thread later = new Thread(() -> killLate(handle));
                  later.setDaemon(true);
                  later.start();
                  return true;
                }
                case "hashCode" -> {
                  return handle.hashCode();
                }
                case "equals" -> {
                  return proxy == arguments[0];
                }
                default -> {
                  return method.invoke(handle, arguments);
                }
              }
            });
    return stub(
        JobProcess.class,
        (proxy, method, arguments) ->
            method.getName().equals("pid") ? (Object) handle.pid() : Optional.of(late));
  }

  @Test
  void shouldEndDescendantsToo() throws Exception {
    Process process = shell("sleep 617 & sleep 617 & echo up; wait");
    List<ProcessHandle> children = process.descendants().toList();
    assertThat(children).hasSize(2);

    var ended = end(process, () -> false);

    assertThat(ended).containsAll(children).contains(process.toHandle());
    assertThat(ended).noneMatch(LiveProcess::runs);
  }
}
