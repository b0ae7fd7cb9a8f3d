package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.cli.report.Samples;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** What a command says of a file that is not as it should be. */
class BadFilesTest {
  private static final String HEAD = "{\"version\": 2, \"width\": 80, \"height\": 24}\n";

  @TempDir private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    Files.createDirectory(folder.resolve("dir"));
    Files.createDirectory(folder.resolve("dir.svg"));
    Files.createDirectory(folder.resolve("dir.cast"));
    Files.createFile(folder.resolve("empty.cast"));
    Files.write(folder.resolve("binary.cast"), new byte[] {0, (byte) 0xFF, 27, '[', '2', 'J', 10});
    Files.writeString(folder.resolve("text.cast"), "dear diary\n");
    Files.writeString(folder.resolve("escape.cast"), HEAD + "\033[2J\033]0;x\007\n");
    Files.writeString(folder.resolve("wide.cast"), HEAD.replace("80", "1000").replace("24", "900"));
    Files.writeString(folder.resolve("ok.cast"), HEAD + "[0.1, \"o\", \"one\"]\n");
    Files.createSymbolicLink(folder.resolve("link.cast"), folder.resolve("ok.cast"));
  }

  private Ran run(String words) {
    List<String> args = new ArrayList<>();
    for (String word : words.split(" ")) {
      args.add(word.replace("@", folder + "/").replace("NONE", ""));
    }
    return Ran.headway(args.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          1 | convert @none.cast @a.svg        | There is no file @none.cast.
          1 | convert @dir @a.svg              | @dir is a folder, and no recording.
          1 | convert @empty.cast @a.svg       | @empty.cast is empty, and no recording.
          1 | convert @binary.cast @a.svg      | @binary.cast, line 1: this is no asciicast
          1 | convert @text.cast @a.svg        | @text.cast, line 1: this is no asciicast
          1 | convert @escape.cast @a.svg      | @escape.cast, line 2: this is no JSON, from character
          1 | convert @wide.cast @a.svg        | @wide.cast, line 1: A terminal has 1 to 1000 columns
          1 | convert NONE @a.svg              | The name of the recording is empty.
          1 | convert /proc/self/mem @a.svg    | /proc/self/mem cannot be read: input/output error.
          1 | convert @ok.cast @no/dir/x.svg   | @no/dir/x.svg cannot be written: there is no folder @no/dir.
          1 | convert @ok.cast @dir.svg        | @dir.svg cannot be written: it is a folder.
          1 | convert @ok.cast @ok.cast/x.txt  | @ok.cast/x.txt cannot be written: there is no folder @ok.cast.
          1 | convert @ok.cast @ok.cast        | The recording would be overwritten by what is made of it
          2 | convert @ok.cast @a.gif          | ends in .cast, .svg, .html or .txt, not as @a.gif does.
          2 | convert @ok.cast NONE            | ends in .cast, .svg, .html or .txt, not as  does.
          1 | replay @none.cast                | There is no file @none.cast.
          1 | replay @dir                      | @dir is a folder, and no recording.
          1 | replay @escape.cast              | @escape.cast, line 2: this is no JSON, from character
          2 | demo --record @a.gif             | ends in .cast, .svg, .html or .txt, not as @a.gif does.
          1 | demo --record @no/x.cast         | @no/x.cast cannot be written: there is no folder @no.
          1 | demo --record @dir.cast          | @dir.cast cannot be written: it is a folder.
          1 | demo --record @text.cast         | @text.cast cannot be written: it exists already and is no recording.
          1 | demo --record @link.cast         | @link.cast cannot be written: it is a symbolic link, which is not followed.
          """)
  void shouldSayInOneLineWhatIsWrongWithWhichFile(int status, String words, String why)
      throws IOException {
    Ran ran = run(words);

    assertThat(ran.status()).isEqualTo(status);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("headway " + words.substring(0, words.indexOf(' ')) + ": ")
        .contains(why.replace("@", folder + "/"))
        .doesNotContain("\033", ".part", "Exception")
        .hasLineCount(1);
    assertThat(folder.toFile().list()).hasSize(10);
    assertThat(folder.resolve("text.cast")).hasContent("dear diary");
  }

  @Test
  void shouldLetNoMoreReadWhatItMakesOfARecording() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("ok.cast"), PosixFilePermissions.fromString("rw-------"));
    assertThat(run("convert @ok.cast @a.svg").status()).isZero();
    assertThat(Files.getPosixFilePermissions(folder.resolve("a.svg")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    Files.setPosixFilePermissions(
        folder.resolve("a.svg"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run("convert @ok.cast @a.svg").status()).isZero();
    assertThat(Files.getPosixFilePermissions(folder.resolve("a.svg")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  @Test
  void shouldLeaveNoCopyOfStandardInputBehindASignal() throws Exception {
    Path dir = folder.resolve("dir");
    Map<String, String> here = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + dir);
    try (ChildProcess report = ChildProcess.headwayIn(here, "report", "-")) {
      ChildProcess.awaitFiles(dir, 1);
      report.signal("TERM");
      assertThat(report.awaitStatus()).isEqualTo(143);
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void shouldLeaveNoPartOfAPictureBehindASignal() throws Exception {
    Path dir = folder.resolve("dir");
    String picture = dir.resolve("a.svg").toString();
    try (ChildProcess convert = ChildProcess.headway("convert", "/dev/stdin", picture)) {
      ChildProcess.awaitFiles(dir, 1);
      convert.signal("TERM");
      assertThat(convert.awaitStatus()).isEqualTo(143);
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void shouldReplaceTheFileBehindALinkAndNotTheLink() throws IOException {
    Path picture = Files.createFile(folder.resolve("dir/real.svg"));
    Path link = Files.createSymbolicLink(folder.resolve("link.svg"), Path.of("dir/real.svg"));

    assertThat(run("convert @ok.cast @link.svg")).isEqualTo(new Ran(0, "", ""));

    assertThat(link).isSymbolicLink();
    assertThat(picture).content().startsWith("<svg");
    assertThat(folder.resolve("dir").toFile().list()).containsExactly("real.svg");
  }

  @ParameterizedTest
  @CsvSource({"/dev/fd/1,>", "/proc/self/fd/1,>", "/dev/fd/3,>>"})
  @DisabledOnOs(OS.MAC) // There is no /proc.
  void shouldWriteToAnOpenFileAndKeepWhatIsInIt(String open, String how) throws Exception {
    Path log = Files.writeString(folder.resolve("run.log"), Samples.JOBLOG);
    Path out = folder.resolve("out");
    // As root a test of /dev/stdout could replace it for the whole machine.
    String script = "exec " + how + "\"$0\" 3>&1; echo before; \"$@\"; echo after";
    try (ChildProcess report =
        ChildProcess.headwayUnder(
            List.of("sh", "-c", script, out.toString()),
            Map.of(),
            "report",
            log.toString(),
            "--svg",
            open)) {
      assertThat(report.awaitStatus()).isZero();
      assertThat(report.err()).isEmpty();
    }
    assertThat(out).content().startsWith("before\n<svg").endsWith("</svg>\nafter\n");
  }

  @Test
  void shouldMakeASmallPictureOfASmallRecordingOfALargeScreen() throws IOException {
    StringBuilder cast = new StringBuilder("{\"version\":2,\"width\":20,\"height\":500}\n");
    for (int i = 0; i < 300; i++) {
      cast.append(
          "[" + (i / 10.0) + ", \"o\", \"" + "\\r\\n".repeat(i == 0 ? 500 : 1) + i + "\"]\n");
    }
    Files.writeString(folder.resolve("large.cast"), cast);

    assertThat(run("convert @large.cast @a.svg")).isEqualTo(new Ran(0, "", ""));
    assertThat(Files.size(folder.resolve("a.svg"))).isLessThan(5 << 20);
    assertThat(folder.resolve("a.svg")).content().contains(">299</text>");
  }

  @Test
  void shouldRefuseAPictureOfMoreThanAPictureCanHold() throws IOException {
    StringBuilder cast = new StringBuilder("{\"version\":2,\"width\":250,\"height\":200}\n");
    for (int row = 0; row < 200; row++) {
      String cells = ("\\u001b[3" + (1 + row % 5) + "mx\\u001b[32my").repeat(125);
      cast.append("[1, \"o\", \"" + cells + "\\u001b[0m" + "\"]\n");
    }
    for (int row = 0; row < 200; row++) { // No two rows are alike.
      cast.append("[2, \"o\", \"\\u001b[" + (row + 1) + ";1H" + row + "\"]\n");
    }
    Files.writeString(folder.resolve("large.cast"), cast);

    Ran ran = run("convert @large.cast @a.svg");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err())
        .contains("large.cast: a screen of so many pieces")
        .contains("make an .html of it")
        .hasLineCount(1);
    assertThat(folder.resolve("a.svg")).doesNotExist();
  }

  @Command(name = "break")
  private static final class Breaks implements Callable<Integer> {
    private final Error error;

    Breaks(Error error) {
      this.error = error;
    }

    @Override
    public Integer call() {
      throw error;
    }
  }

  @Test
  void shouldEndWithAMessageWhateverBreaks() {
    StringWriter err = new StringWriter();
    CommandLine memory = Main.commandLine(Ansi.OFF);
    memory.addSubcommand(new Breaks(new OutOfMemoryError("Java heap space")));
    memory.setErr(new PrintWriter(err)).setExecutionExceptionHandler(ErrorReporter::failed);

    assertThat(memory.execute("break")).isEqualTo(1);
    assertThat(err.toString()).contains("There is not enough memory").hasLineCount(1);
  }

  @Test
  void shouldSayThatStandardInputCannotBeCopied() throws Exception {
    List<String> withLimit = List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh");
    try (ChildProcess report = ChildProcess.headwayUnder(withLimit, Map.of(), "report", "-")) {
      report.feed(Samples.JOBLOG.repeat(100).getBytes(UTF_8));
      assertThat(report.err())
          .isEqualTo("headway report: No copy of standard input can be made: file too large.");
      assertThat(report.awaitStatus()).isEqualTo(1);
    }
  }

  @Test
  @DisabledOnOs(OS.MAC) // There is no full device.
  void shouldSayThatStandardOutputIsFull() throws Exception {
    for (List<String> words : List.of(List.of("--help"), List.of("completion"))) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
      command.add(System.getProperty("java.class.path"));
      command.add(Main.class.getName());
      command.addAll(words);
      Process process =
          new ProcessBuilder(command).redirectOutput(Redirect.to(new File("/dev/full"))).start();
      assertThat(process.errorReader().readLine())
          .endsWith(": Standard output cannot be written: no space left on device.");
      assertThat(process.waitFor()).isEqualTo(1);
    }
  }
}
