package dev.headway.internal.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which processes run, and which are only in the list. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LiveProcessTest {

  /** As ssh-agent, or what has capabilities: the system shows its program to root alone. */
  @Test
  void shouldKnowThatAProcessRunsOfWhichNoProgramIsShown() throws Exception {
    Process process = new ProcessBuilder("cat").start();

    assertThat(LiveProcess.runs(withoutProgram(process.toHandle()))).isTrue();
    assertThat(LiveProcess.of(process.pid())).contains(process.toHandle());

    process.outputWriter().close();
    process.waitFor();
    assertThat(LiveProcess.runs(withoutProgram(process.toHandle()))).isFalse();
    assertThat(LiveProcess.of(process.pid())).isEmpty();
  }

  private static ProcessHandle withoutProgram(ProcessHandle process) {
    ProcessHandle.Info info =
        stub(ProcessHandle.Info.class, (proxy, method, arguments) -> Optional.empty());
    return stub(
        ProcessHandle.class,
        (proxy, method, arguments) ->
            method.getName().equals("info") ? info : method.invoke(process, arguments));
  }

  private static <T> T stub(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Its parent does not ask how it ended. */
  @Test
  void shouldKnowThatAProcessHasEndedWhoseParentDoesNotAsk() throws Exception {
    try (Zombie zombie = Zombie.make()) {
      assertThat(zombie.handle().isAlive()).as("it is in the list").isTrue();

      assertThat(LiveProcess.runs(zombie.handle())).isFalse();
      assertThat(LiveProcess.of(zombie.pid())).isEmpty();
    }
  }
}
