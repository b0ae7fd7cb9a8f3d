package dev.headway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong around headway progress, and what it sees of other processes. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class ProgressFaultsTest {
  /** A line for each progress, however short. */
  private static final Map<String, String> LINES =
      Map.of("HEADWAY_PROGRESS", "plain", "HEADWAY_SUMMARY", "on");

  @TempDir private Path folder;

  /** Runs a text for a shell, in which "$@" is the command. */
  private static Process shell(String text, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", text, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "progress"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(LINES);
    return builder.start();
  }

  private static String all(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int status(Process process) throws InterruptedException {
    return process.waitFor();
  }

  @Test
  void shouldPassALotOfBytesAsTheyAre() throws Exception {
    byte[] bytes = new byte[20_000_000];
    new Random(5).nextBytes(bytes);
    Path file = Files.write(folder.resolve("sent"), bytes);
    Process process =
        shell("cat " + file + " | \"$@\" | cmp - " + file + " && echo same", "--total", "20MB");

    assertThat(all(process.getInputStream())).isEqualTo("same\n");
    assertThat(all(process.getErrorStream())).contains("finished, 20.0 MB in");
    assertThat(status(process)).isZero();
  }

  @Test
  void shouldEndWithItsReader() throws Exception {
    Process process = shell("{ \"$@\"; echo $? >&2; } < /dev/zero | head -c 3");

    assertThat(all(process.getInputStream())).isEqualTo("\0\0\0");
    assertThat(all(process.getErrorStream()))
        .contains("stopped", "\n141\n")
        .doesNotContain("xception");
    assertThat(status(process)).isZero();
  }

  /** The system tells it in the language of the user. */
  @Test
  void shouldKnowInGermanThatItsReaderHasGone() throws Exception {
    String german = folder.resolve("de_DE.UTF-8").toString();
    Process made = shell("localedef -c -f UTF-8 -i de_DE " + german + " || test -d " + german);
    Assumptions.assumeTrue(made.waitFor() == 0, "German can be made");
    String speaking = "export LOCPATH=" + folder + " LC_ALL=de_DE.UTF-8; ";
    Process process = shell(speaking + "{ \"$@\"; echo $? >&2; } < /dev/zero | head -c 3");

    assertThat(all(process.getErrorStream())).contains("\n141\n").doesNotContain("unterbrochen");
  }

  @Test
  void shouldNeverEndWellOnAFullDisk() throws Exception {
    Process process = shell("head -c 100000 /dev/zero | \"$@\" > /dev/full");

    assertThat(all(process.getErrorStream()))
        .contains("stopped")
        .contains("headway progress: Standard output cannot be written: no space left on device.");
    assertThat(status(process)).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "$@" %s >> %s   | The file %s cannot be read:
          "$@" < %s >> %s | Standard input cannot be read:
          """)
  void shouldNotPassAFileOnToItself(String text, String whose) throws Exception {
    String log = Files.writeString(folder.resolve("log"), "line\n").toString();
    // The rate keeps the disk from filling should it do so all the same.
    String script = text.replace("\"$@\"", "\"$@\" -L 1000").replace("%s", log);
    Process process = shell(script);

    assertThat(status(process)).isEqualTo(255);
    assertThat(all(process.getErrorStream()))
        .contains(whose.replace("%s", log) + " it is the file that standard output goes to.");
    assertThat(folder.resolve("log")).hasContent("line");
  }

  @Test
  void shouldSayThatStandardInputCannotBeRead() throws Exception {
    Process process = shell("\"$@\" < /");

    assertThat(all(process.getErrorStream()))
        .contains("headway progress: Standard input cannot be read: is a directory.");
    assertThat(status(process)).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143", "HUP,129"})
  void shouldEndBySignalAsStopped(String signal, int status) throws Exception {
    try (ChildProcess progress = ChildProcess.headwayIn(LINES, "progress", "--name", "pipe")) {
      progress.feedLine("first");
      assertThat(progress.outReader().readLine()).isEqualTo("first");

      progress.signal(signal);

      assertThat(progress.awaitStatus()).isEqualTo(status);
      assertThat(progress.err()).contains("pipe: stopped").doesNotContain("xception", "\tat ");
    }
  }

  @Test
  void shouldShowHowFarAnotherProcessHasReadAFile() throws Exception {
    Path file = Files.write(folder.resolve("data"), new byte[1_000_000]);
    // Byte after byte, so that it moves on from whenever it is looked at.
    String reader = "exec 3<\"$1\"; while head -c 1 <&3 >/dev/null; do :; done";
    Process read = new ProcessBuilder("sh", "-c", reader, "sh", file.toString()).start();
    try (ChildProcess progress =
        ChildProcess.headwayIn(LINES, "progress", "--pid", Long.toString(read.pid()))) {
      progress.awaitErr("data: ");
      read.destroyForcibly();
      assertThat(progress.awaitStatus()).isZero();
      assertThat(progress.err()).contains("data: ended, ", " of 1.0 MB after");
    } finally {
      read.destroyForcibly();
    }
  }

  @Test
  void shouldWatchAFileGrow() throws Exception {
    Path file = Files.write(folder.resolve("growing"), new byte[500]);
    try (ChildProcess progress =
        ChildProcess.headwayIn(LINES, "progress", "--watch", file.toString(), "--total", "1000")) {
      progress.awaitErr("growing: ");
      Files.write(file, new byte[500], StandardOpenOption.APPEND);
      assertThat(progress.awaitStatus()).isZero();
      assertThat(progress.err()).contains("growing: finished, 1.0 kB", "500 B before");
    }
  }
}
