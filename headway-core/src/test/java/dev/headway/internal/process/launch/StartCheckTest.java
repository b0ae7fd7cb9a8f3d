package dev.headway.internal.process.launch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.process.Processes;
import dev.headway.process.Tasks;
import dev.headway.work.WorkerStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known before a job is refused before it. */
class StartCheckTest {
  @TempDir Path folder;

  private static void check(Processes backend) {
    backend.check(Tasks.PID);
  }

  private static void checkRefused(Processes backend, String reason) {
    assertThatThrownBy(() -> check(backend))
        .isInstanceOf(WorkerStartException.class)
        .hasMessage("Worker processes could not be started: " + reason);
  }

  @Test
  void shouldRefuseADirectoryThatIsNotThere() throws Exception {
    Path place = folder.resolve("later");
    Processes backend = Processes.of(1).directory(place);
    checkRefused(backend, "Their working directory " + place + " is no directory.");

    Files.createDirectory(place);
    check(backend);
  }

  @Test
  void shouldRefuseAFileOfArgumentsThatCannotBeUsed() throws Exception {
    Path file = folder.resolve("file");
    checkRefused(
        Processes.of(1).jvmOptions("@" + file), "There is no file of arguments " + file + ".");
    Files.writeString(file, "-ea Main");
    checkRefused(Processes.of(1).jvmOptions("@" + file), "This is no option of a JVM: Main.");
  }

  @Test
  void shouldRefuseSeveralDebuggersAtOnePort() {
    String listen = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=";
    checkRefused(
        Processes.of(2).jvmOptions(listen + "*:5005"),
        "Only one of 2 can listen at port 5005 for a debugger. Use one worker, or address=0, where"
            + " each takes a port of its own and prints it.");
    check(Processes.of(1).jvmOptions(listen + "5005"));
    check(Processes.of(2).jvmOptions(listen + "0"));
    check(Processes.of(2).jvmOptions("-agentlib:jdwp=transport=dt_socket,address=host:5005"));
  }

  @Test
  void shouldRefuseARuntimeWithoutAJavaCommand() {
    String usual = System.getProperty("java.home");
    System.setProperty("java.home", folder.toString());
    try {
      assertThatThrownBy(() -> check(Processes.of(1)))
          .isInstanceOf(WorkerStartException.class)
          .hasMessageContaining("There is no java command in " + folder.resolve("bin"))
          .hasMessageContaining("--strip-native-commands");
    } finally {
      System.setProperty("java.home", usual);
    }
  }
}
