package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.headway.internal.process.client.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class WatcherTest {
  private final String variable = "HEADWAY_WATCHER_TEST";
  private final String token = ProcessTree.newToken();

  @TempDir private Path folder;

  private void program(Path programs, String name, String script) throws IOException {
    Files.writeString(
        Files.createFile(
            programs.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
        "#!/bin/sh\n" + script);
  }

  /** Between two programs the system shows no environment of it, so that no look finds it. */
  @Test
  void shouldEndAJobThatIsMissedForAMoment() throws Exception {
    Path sleep = Path.of("/bin/sleep");
    assumeThat(sleep).isExecutable();
    Path programs = Files.createDirectory(folder.resolve("programs"));
    Path spool = Files.createDirectory(folder.resolve("spool"));
    Path slept = folder.resolve("slept");
    String path = System.getenv("PATH");
    program(
        programs,
        "grep",
        "[ -e '" + slept + "' ] || exit 1; PATH='" + path + "'; exec grep \"$@\"\n");
    program(programs, "sleep", ": > '" + slept + "'; exec " + sleep + " \"$@\"\n");
    ProcessBuilder marked = new ProcessBuilder(sleep.toString(), "619");
    marked.environment().put(variable, token);
    Process job = marked.start();
    try {
      ProcessBuilder watcher =
          new ProcessBuilder(
              "sh", "-c", Watcher.SCRIPT, "watcher", variable + "=" + token, spool.toString());
      watcher.environment().put("PATH", programs + File.pathSeparator + path);

      Process process = watcher.start();
      process.getOutputStream().close(); // As if this program had gone.

      assertThat(process.waitFor()).isZero();
      assertThat(job.waitFor(1, TimeUnit.MINUTES)).as("it was found later").isTrue();
      assertThat(spool).doesNotExist();
    } finally {
      job.destroyForcibly();
    }
  }
}
