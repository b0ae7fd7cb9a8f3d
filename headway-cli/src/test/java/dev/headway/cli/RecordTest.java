package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recording, replaying and converting, as a user does it. */
@Tag("faults")
class RecordTest {
  private static final String CAST =
      """
      {"version": 2, "width": 40, "height": 5, "title": "a <title>"}
      [0.1, "o", "one\\r\\n"]
      [0.2, "m", "half"]
      [0.3, "o", "\\u001b[31mtwo\\u001b[0m </script>%%cast%%\\r\\n"]
      """;

  @TempDir private Path folder;

  private Path cast(String text) throws IOException {
    return Files.writeString(folder.resolve("in.cast"), text);
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  private static Ran convert(Path from, Path to, String... more) {
    String[] args = new String[more.length + 3];
    System.arraycopy(more, 0, args, 3, more.length);
    args[0] = "convert";
    args[1] = from.toString();
    args[2] = to.toString();
    return Ran.headway(args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cast", "svg", "txt"})
  void shouldRecordTheDemonstrationWhateverStandardErrorIs(String ending) throws Exception {
    Path file = out("demo." + ending);
    // On a busy machine it may take so long that more would be said of it.
    Map<String, String> brief = Map.of("HEADWAY_PROGRESS", "plain", "HEADWAY_SUMMARY", "off");
    try (ChildProcess demo =
        ChildProcess.headwayIn(
            brief, "demo", "--unit=0.01", "--section=5", "--record", file.toString())) {
      String printed = demo.out();
      assertThat(demo.awaitStatus()).as(demo.err()).isZero();
      assertThat(printed).contains("Result: [6, 5, 4, 3, 2]").doesNotContain("\033");
    }
    Path text = out("demo.txt");
    if (ending.equals("cast")) {
      assertThat(convert(file, text).status()).isZero();
      assertThat(Files.readString(file)).contains("\"m\", \"add one: finished, 5 in ");
    }
    if (ending.equals("svg")) {
      assertThat(Files.readString(file))
          .startsWith("<svg ")
          .contains("add one")
          .endsWith("</svg>\n");
    } else {
      List<String> lines = Files.readAllLines(text);
      assertThat(lines).hasSize(8);
      assertThat(lines.get(3)).startsWith("5. 5 processes");
      assertThat(lines.get(5)).startsWith("✓ add one  5 in ");
      assertThat(lines.get(6)).isEqualTo("Result: [6, 5, 4, 3, 2]");
    }
  }

  @Test
  void shouldScrollNothingOffWhenTasksTakeLong() throws Exception {
    Path file = out("demo.txt");
    Ran ran =
        Ran.headway(
            "demo",
            "--section=5",
            "--backend=threads",
            "--unit=1",
            "--inputs=2.4,2.4,2.4,2.4,2.4",
            "--record=" + file);
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(8).startsWith("Number of workers: 5");
  }

  @Test
  void shouldRecordAnyProgramThatTheEnvironmentAsksFor() throws Exception {
    Path file = out("run-%p.cast"); // A worker that recorded too would make another.
    try (ChildProcess demo =
        ChildProcess.headwayIn(
            Map.of("HEADWAY_PROGRESS", "off", "HEADWAY_RECORD", file.toString()),
            "demo",
            "--unit=0.01",
            "--section=5")) {
      assertThat(demo.awaitStatus()).isZero();
      assertThat(demo.err()).isEmpty();
    }
    assertThat(folder.toFile().list()).singleElement().asString().matches("run-\\d+\\.cast");
    assertThat(Files.readString(folder.toFile().listFiles()[0].toPath()))
        .contains("add one: started", "5 in 0:");
  }

  @Test
  void shouldGoOnWithoutARecordingThatCannotBeWritten() throws Exception {
    try (ChildProcess demo =
        ChildProcess.headwayIn(
            Map.of("HEADWAY_PROGRESS", "off", "HEADWAY_RECORD", "/nowhere/run.cast"),
            "demo",
            "--unit=0.01",
            "--section=5")) {
      assertThat(demo.awaitStatus()).isZero();
      assertThat(demo.err()).startsWith("headway: HEADWAY_RECORD is ").hasLineCount(1);
    }
  }

  @Test
  void shouldBeReadableUpToAKill() throws Exception {
    Path file = out("run.cast");
    try (ChildProcess demo =
        ChildProcess.headwayShown(
            "json",
            "demo",
            "--section=5",
            "--unit=0.1",
            "--inputs=6000,1,1",
            "--record",
            file.toString())) {
      demo.awaitErr("\"succeeded\":2");
      demo.awaitErr("\"succeeded\":2"); // By the second time the frame of the first is written.
      shouldRecordElsewhereMeanwhile(file);
      demo.kill();
    }
    assertThat(convert(file, out("run.txt")).status()).isZero();
    assertThat(Files.readString(out("run.txt"))).containsPattern("add one +66% ");
  }

  private static void shouldRecordElsewhereMeanwhile(Path file) throws Exception {
    try (ChildProcess other =
        ChildProcess.headwayIn(
            Map.of("HEADWAY_PROGRESS", "off", "HEADWAY_RECORD", file.toString()),
            "demo",
            "--section=5",
            "--backend=serial",
            "--unit=0")) {
      Path beside = file.resolveSibling("run-" + other.pid() + ".cast");
      assertThat(other.err())
          .isEqualTo(
              "headway: HEADWAY_RECORD is \""
                  + file
                  + "\", which is being recorded already; recording to "
                  + beside
                  + " instead.");
      assertThat(other.awaitStatus()).isZero();
      assertThat(beside).content().contains("add one: finished, 5 in ");
    }
  }

  @Test
  void shouldMakeAllFormatsOfARecording() throws IOException {
    Path in = cast(CAST);
    for (String name : List.of("a.svg", "a.txt", "a.cast")) {
      assertThat(convert(in, out(name), "--cast-version=3")).isEqualTo(new Ran(0, "", ""));
    }
    assertThat(out("a.txt")).hasContent("one\ntwo </script>%%cast%%");
    assertThat(out("a.svg")).content().contains("a &lt;title&gt;", "class=\"red\"");
    assertThat(Files.readAllLines(out("a.cast")))
        .contains("[0.100, \"o\", \"one\\r\\n\"]", "[0.100, \"m\", \"half\"]")
        .hasSize(4);
  }

  @Test
  void shouldMakeAPageThatNeedsNothingElse() throws IOException {
    Ran made = convert(cast(CAST), out("a.html"));
    if (made.err().contains("without the player")) {
      assertThat(made.err()).contains("choose .svg"); // As it was built without.
      return;
    }
    assertThat(made).isEqualTo(new Ran(0, "", ""));
    assertThat(out("a.html"))
        .content()
        .contains("<title>a &lt;title&gt;</title>", "two\\u001b[0m \\u003c/script>")
        .doesNotContain("two </script>")
        .doesNotContainPattern("(src|href)=\"?http");
  }

  @Test
  void shouldSayThatAPipeMakesNoPage() throws Exception {
    String page = out("a.html").toString();
    try (ChildProcess convert = ChildProcess.headway("convert", "/dev/stdin", page)) {
      convert.feed(CAST.getBytes(UTF_8));
      String said = convert.err();
      if (said.contains("without the player")) {
        assertThat(said).contains("choose .svg"); // As it was built without.
        return;
      }
      assertThat(said)
          .isEqualTo(
              "headway convert: /dev/stdin cannot be read twice, as a page needs it. Give a file.");
      assertThat(convert.awaitStatus()).isEqualTo(1);
    }
  }

  @Test
  void shouldWaitNoLongerThanTheLimit() throws IOException {
    Path in = cast(CAST + "[500, \"o\", \"late\"]\n");
    convert(in, out("a.cast"), "--idle-limit=2");
    assertThat(out("a.cast")).content().contains("[2.300000, \"o\", \"late\"]");
  }

  @Test
  void shouldUseWhatIsBeforeACutAndSaySo() throws IOException {
    Ran ran = convert(cast(CAST + "[9, \"o\", \"ha"), out("a.txt"));
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).contains("is cut off in line 5").hasLineCount(1);
    assertThat(out("a.txt")).content().startsWith("one\n");
  }

  @Test
  void shouldLeaveWhatThereIsWhenARecordingIsWrong() throws IOException {
    Files.writeString(out("a.svg"), "kept");
    Ran ran = convert(cast(CAST + "wrong\n"), out("a.svg"));
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).startsWith("headway convert: ").contains("line 5").hasLineCount(1);
    assertThat(out("a.svg")).hasContent("kept");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("in.cast", "a.svg");
  }

  @Test
  void shouldRefuseToOverwriteWhatItReads() throws IOException {
    Path in = cast(CAST);
    assertThat(convert(in, in).err()).contains("would be overwritten").hasLineCount(1);
    assertThat(in).hasContent(CAST);
  }

  @Test
  void shouldRefuseFormatsThatItDoesNotKnow() throws IOException {
    assertThat(convert(cast(CAST), out("a.gif")).status()).isEqualTo(2);
    Ran ran = Ran.headway("demo", "--record", out("a.gif").toString());
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(".cast, .svg, .html or .txt").hasLineCount(1);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void shouldReplayWhatWasWritten() throws Exception {
    Path in = cast(CAST);
    for (String how : List.of("--at-once", "--speed=10")) {
      try (ChildProcess replay = ChildProcess.headway("replay", how, in.toString())) {
        assertThat(replay.out()).isEqualTo("one\r\n\033[31mtwo\033[0m </script>%%cast%%\r\n");
        assertThat(replay.awaitStatus()).isZero();
      }
    }
  }

  @Test
  void shouldSayInOneLineWhyItCannotReplay() throws Exception {
    Ran none = Ran.headway("replay", out("none.cast").toString());
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).startsWith("headway replay: There is no file ").hasLineCount(1);
  }
}
