package dev.headway.internal.process.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.process.protocol.ExitStatus;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first line says which worker did not start, and why; a full machine may have room later. */
class StartFailureTest {
  private static final IOException CAUSE = new IOException("closed");

  private final StartFailure failure =
      new StartFailure(2, List.of("java", "-ea"), "it said hello", false);

  private WorkerStartException exited(int status, String... printed) {
    return failure.exited(status, false, null, List.of(printed), CAUSE);
  }

  @Test
  void shouldNameTheSignalThatEndedAStart() {
    WorkerStartException killed = exited(137);
    assertThat(killed)
        .hasMessage(
            "Worker 2 could not be started: it was killed by SIGKILL (9), perhaps by the kernel's"
                + " out-of-memory killer, before it said hello.");
    assertThat(killed.isTransient()).isTrue();
    assertThat(exited(143).getMessage())
        .isEqualTo(
            "Worker 2 could not be started: it was ended by SIGTERM (15) before it said hello.");
    assertThat(exited(134).isTransient()).isTrue();
  }

  @Test
  void shouldQuoteTheLineThatNamesTheCause() {
    WorkerStartException scarce =
        exited(
            1,
            "Error occurred during initialization of VM",
            "Cannot create worker GC thread. Out of system resources.");
    assertThat(scarce)
        .hasMessageStartingWith(
            "Worker 2 could not be started: it exited with status 1 before it said hello: Cannot"
                + " create worker GC thread. Out of system resources.\nIts command: java -ea\n"
                + "It printed:\n  Error occurred");
    assertThat(scarce.isTransient()).isTrue();
    for (String line :
        List.of(
            "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory",
            "# There is insufficient memory for the Java Runtime Environment to continue.",
            "Could not reserve enough space for object heap",
            "It could not begin: java.io.IOException: No space left on device")) {
      assertThat(exited(3, line).isTransient()).as(line).isTrue();
    }
  }

  @Test
  void shouldTellAWrongOptionFromAFullMachine() {
    WorkerStartException wrong = exited(1, "Unrecognized VM option 'X'", "Error: Could not create");
    assertThat(wrong)
        .hasMessageStartingWith(
            "Worker 2 could not be started: it exited with status 1 before it said hello:"
                + " Unrecognized VM option 'X'.\n");
    assertThat(wrong.isTransient()).isFalse();
  }

  @Test
  void shouldSayWhatToDoWithAFullMachine() {
    WorkerStartException scarce =
        failure.notBegun(new IOException("error=0, Failed to exec spawn helper: exit value: 127."));
    assertThat(scarce)
        .hasMessageStartingWith(
            "Worker 2 could not be started: error=0, Failed to exec spawn helper: exit value: 127."
                + " There are too many processes or open files, or too little memory: see ulimit -a,"
                + " or use fewer workers.\n");
    assertThat(scarce.isTransient()).isTrue();
    assertThat(failure.notBegun(new IOException("error=2, No such file")))
        .hasMessageStartingWith("Worker 2 could not be started: error=2, No such file.\n");
  }

  @Test
  void shouldNotBlameAWorkerThatCannotBeMet() {
    WorkerStartException unmet = failure.notMet(new IOException("Socket operation on non-socket"));
    assertThat(unmet)
        .hasMessage(
            "Worker 2 could not be started: what it is to meet this program by cannot be made:"
                + " Socket operation on non-socket. There are too many processes or open files, or"
                + " too little memory: see ulimit -a, or use fewer workers.");
    assertThat(unmet.isTransient()).isTrue();
  }

  @Test
  void shouldSayThatItsFolderIsGoneOrFull() {
    assertThat(exited(ExitStatus.NOT_MET))
        .hasMessage(
            "Worker 2 could not be started: the temporary folder in which it was to meet this"
                + " program has vanished.");
    WorkerStartException full =
        failure.notMet(new FileSystemException("/t/g", null, "No space left on device"));
    assertThat(full)
        .hasMessage(
            "Worker 2 could not be started: its temporary file /t/g cannot be made: no space left on"
                + " device.");
    assertThat(full.isTransient()).isTrue();
  }

  @Test
  void shouldLeaveNoCrashFileOfAFullMachine(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("hs_err"));
    failure.exited(1, false, file, List.of("Unrecognized VM option"), CAUSE);
    assertThat(file).exists();
    failure.exited(1, false, file, List.of("Cannot allocate memory"), CAUSE);
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldBlameTheInitializerForWhatItDoes() {
    StartFailure late = new StartFailure(2, List.of(), "its initializer had ended", true);
    assertThat(late.exited(4, true, null, List.of(), CAUSE))
        .hasMessage(
            "Worker 2 could not be started: its initializer ended the JVM: it exited with status 4"
                + " (the initializer called System.exit).");
    assertThat(late.exited(ExitStatus.NOT_MET, false, null, List.of(), CAUSE))
        .hasMessageContaining("the initializer called Runtime.halt");
  }
}
