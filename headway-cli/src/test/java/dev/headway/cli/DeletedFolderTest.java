package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command in a folder that was deleted, in which no JVM starts. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class DeletedFolderTest {
  /** In place of Java: tells where it is, and what it is told of the folder. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      pwd -P
      for word; do
        case $word in
        -Duser.dir=*) echo "$word" ;;
        esac
      done
      """;

  private static final Map<String, String> DELETED =
      Map.of("HEADWAY_PROGRESS", "off", "JAVA_TOOL_OPTIONS", "-Duser.dir=/no/such/folder");

  @TempDir private Path folder;

  @Test
  void shouldStartTheJvmInAnotherAndTellWhichItWas() throws Exception {
    Path real = folder.toRealPath();
    for (LauncherCopy script : LauncherCopy.all(folder, PROGRAM)) {
      Path deleted = Files.createDirectory(real.resolve("deleted"));
      String text = "cd '" + deleted + "' && rmdir '" + deleted + "' && exec \"$@\"";

      assertThat(script.run(text, "report", "x").lines())
          .containsExactly("/", "-Duser.dir=" + deleted + " (deleted)");
    }
  }

  @Test
  void shouldLeaveAnyOtherFolderAlone() throws Exception {
    Path real = folder.toRealPath();
    for (LauncherCopy script : LauncherCopy.all(folder, PROGRAM)) {
      assertThat(script.run("cd '" + real + "' && exec \"$@\"", "report", "x").lines())
          .containsExactly(real.toString());
    }
  }

  @Test
  void shouldRunNoCommandInIt() throws Exception {
    Path made = folder.resolve("made");
    try (ChildProcess run =
        ChildProcess.headwayIn(DELETED, "run", "touch", ":::", made.toString())) {
      assertThat(run.err())
          .contains(
              "headway run: The current folder was deleted. Commands would run in it, so change to"
                  + " another one.");
      assertThat(run.awaitStatus()).isEqualTo(255);
    }
    assertThat(made).doesNotExist();
  }

  /** Files are found by whole names, and no other is taken for one that has none. */
  @Test
  void shouldDoThereWhatNeedsNoFolder() throws Exception {
    Path log = folder.resolve("run.log");
    Files.write(
        log,
        List.of(
            "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand",
            "1\t:\t1700000000.000\t1.000\t0\t0\t0\t0\ttrue"));
    try (ChildProcess report = ChildProcess.headwayIn(DELETED, "report", log.toString());
        ChildProcess relative = ChildProcess.headwayIn(DELETED, "report", "etc/passwd");
        ChildProcess progress = ChildProcess.headwayIn(DELETED, "progress").feed(new byte[] {7})) {
      assertThat(report.out()).contains("1 task");
      assertThat(report.awaitStatus()).isZero();
      assertThat(relative.err()).contains("headway report: There is no file etc/passwd.");
      assertThat(relative.awaitStatus()).isEqualTo(1);
      assertThat(progress.outStream().readAllBytes()).containsExactly(7);
      assertThat(progress.awaitStatus()).isZero();
    }
  }
}
