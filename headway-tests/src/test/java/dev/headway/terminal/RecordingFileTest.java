package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recording does to files, its own and others. Stands in for the standard streams. */
@Isolated
class RecordingFileTest {
  private static final long PID = ProcessHandle.current().pid();

  @TempDir private Path folder;

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void replaceStandardError() {
    System.setErr(new PrintStream(printed, true, UTF_8));
  }

  @AfterEach
  void putBack() {
    System.setErr(err);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void record(Path file, String line) throws IOException {
    try (Recording recording = RecordingSettings.to(file).open()) {
      recording.print(line);
    }
  }

  private static Snapshot snapshot() {
    return new Snapshot(0, List.of(Rows.named("job").done(1).state(Row.State.FINISHED).row()));
  }

  /** As a program begins to record that knows nothing of it. */
  private View asked(String file) {
    dev.headway.progress.View view =
        RecordingView.ifWanted(Map.of(RecordingView.VARIABLE, file), unused -> {});
    view.show(snapshot());
    return () -> view.show(snapshot());
  }

  private interface View {
    void show();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.cast", "run.svg", "run.html", "run.txt"})
  void shouldTakeThePlaceOfAnOlderRecordingAndLeaveNothingElse(String name) throws IOException {
    record(file(name), "older older older");
    Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rw-r-----"));
    record(file(name), "newer");

    assertThat(file(name)).content().contains("newer").doesNotContain("older");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name))))
        .isEqualTo("rw-r-----");
    assertThat(files()).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.cast", "run.svg", "run.html", "run.txt"})
  void shouldBeReadByItsOwnerAlone(String name) throws IOException {
    record(file(name), "password: swordfish");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.cast", "run.svg", "run.html"})
  void shouldNotOverwriteWhatIsNoRecording(String name) throws IOException {
    Files.writeString(file(name), "<svg>my logo</svg>");

    assertThatThrownBy(() -> record(file(name), "line"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("is no recording");
    assertThat(file(name)).hasContent("<svg>my logo</svg>");
    assertThat(files()).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.cast", "run.svg", "run.html", "run.txt"})
  void shouldFollowNoLinkAndTakeNoFolder(String name) throws IOException {
    Files.writeString(file("precious"), "kept");
    Files.createSymbolicLink(file(name), file("precious"));
    Files.createDirectory(file("folder-" + name));

    assertThatThrownBy(() -> record(file(name), "line")).hasMessageContaining("symbolic link");
    assertThatThrownBy(() -> record(file("folder-" + name), "line"))
        .hasMessageContaining("is a folder");
    assertThat(file("precious")).hasContent("kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.svg", "run.html", "run.txt"})
  void shouldBeAHiddenCastBeforeItIsWhole(String name) throws IOException {
    Recording recording = RecordingSettings.to(file(name)).open();
    recording.print("line");

    String cast = "\\.headway-" + PID + "-\\d+\\.cast";
    assertThat(files()).singleElement().asString().matches(cast);
    Path hidden = file(files().get(0));
    assertThat(hidden).content().startsWith("{\"version\":2").contains("line\\r\\n\"]\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hidden)))
        .isEqualTo("rw-------");
    recording.close();
    assertThat(files()).containsExactly(name);
  }

  @Test
  void shouldKeepTheCastOfWhatCannotBeMade() throws IOException {
    List<String> warnings = new ArrayList<>();
    Handler handler = new Warnings(warnings);
    Logger logger = Logger.getLogger(Recording.class.getName());
    logger.addHandler(handler);
    Files.writeString(file("run.svg"), RecordingFormat.MARK);
    try {
      assertThatThrownBy(() -> record(file("run.svg"), "too much")).hasMessage("it is too much");
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(file("run.svg")).hasContent(RecordingFormat.MARK);
    assertThat(files()).hasSize(2);
    Path cast = file(files().get(0));
    assertThat(cast).content().contains("too much");
    assertThat(warnings)
        .singleElement()
        .asString()
        .endsWith("What was recorded is in " + cast + ".");
  }

  private static final class Warnings extends Handler {
    private final List<String> messages;

    Warnings(List<String> messages) {
      this.messages = messages;
    }

    @Override
    public void publish(LogRecord record) {
      messages.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"run.svg", "run.html", "run.txt"})
  void shouldLoseNeitherOfTwoPicturesThatWantOneName(String name) throws IOException {
    Recording one = RecordingSettings.to(file(name)).open();
    Recording two = RecordingSettings.to(file(name)).open();
    one.print("first to end");
    two.print("second to end");
    System.err.println("heard by both");
    one.close();
    two.close();

    String other = name.replace(".", "-" + PID + ".");
    assertThat(files()).containsExactlyInAnyOrder(name, other);
    assertThat(file(name)).content().contains("first to end", "heard by both");
    assertThat(file(other)).content().contains("second to end", "heard by both");
  }

  @Test
  void shouldNotFollowALinkThatWasPutThereMeanwhile() throws IOException {
    Files.writeString(file("precious"), "kept");
    Recording recording = RecordingSettings.to(file("run.txt")).open();
    recording.print("line");
    Files.createSymbolicLink(file("run.txt"), file("precious"));
    recording.close();

    assertThat(file("precious")).hasContent("kept");
    assertThat(file("run-" + PID + ".txt")).hasContent("line");
  }

  @Test
  void shouldNotWriteIntoARecordingThatGoesOn() throws IOException {
    Path file = file("run.cast");
    try (Recording one = RecordingSettings.to(file).open()) {
      one.print("one");
      assertThatThrownBy(() -> RecordingSettings.to(file).open())
          .hasMessageContaining("being recorded");
      one.print("two");
    }
    assertThat(file).content().contains("one\\r\\n", "two\\r\\n").startsWith("{\"version\":2");
    record(file, "three");
    assertThat(file).content().contains("three").doesNotContain("two");
  }

  @Test
  void shouldRecordTwiceInOneProgramWhicheverEndsFirst() throws IOException {
    for (boolean firstEndsFirst : new boolean[] {true, false}) {
      Recording one = RecordingSettings.to(file("one.cast")).open();
      Recording two = RecordingSettings.to(file("two.cast")).open();
      System.err.println("both");
      (firstEndsFirst ? one : two).close();
      System.err.println("rest");
      (firstEndsFirst ? two : one).close();

      String rest = firstEndsFirst ? "two.cast" : "one.cast";
      assertThat(file("one.cast")).content().containsOnlyOnce("both");
      assertThat(file("two.cast")).content().containsOnlyOnce("both");
      assertThat(file(rest)).content().containsOnlyOnce("rest");
    }
  }

  @Test
  void shouldGoOnWhenAThreadThatPrintsIsInterrupted() throws IOException {
    Recording recording = RecordingSettings.to(file("run.cast")).open();
    Thread.currentThread().interrupt();
    recording.print("one");
    assertThat(Thread.interrupted()).isTrue();
    recording.print("two");
    recording.close();

    assertThat(file("run.cast")).content().contains("one", "two");
  }

  @Test
  void shouldFillInProcessAndTime() {
    LocalDateTime time = LocalDateTime.of(2026, 3, 1, 4, 5, 6);

    assertThat(RecordingView.named("/a%20b/100%%-%t-%p.cast", time))
        .isEqualTo("/a%20b/100%-20260301-040506-" + PID + ".cast");
    assertThat(RecordingView.named("%%p", time)).isEqualTo("%p");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cast", "svg", "html", "txt"})
  void shouldRecordBesideWhatIsNoRecordingIfTheEnvironmentAsks(String ending) throws IOException {
    Files.writeString(file("run." + ending), "precious");
    View view = asked(file("run." + ending).toString());

    assertThat(printed.toString(UTF_8))
        .startsWith("headway: HEADWAY_RECORD is \"" + file("run." + ending) + "\", which ")
        .contains("is no recording; recording to " + file("run-" + PID + "." + ending))
        .hasLineCount(1);
    view.show();
    assertThat(file("run." + ending)).hasContent("precious");
    assertThat(printed.toString(UTF_8)).hasLineCount(1);
  }

  @Test
  void shouldSayOnceWhatCannotBe() throws IOException {
    asked(file("none/run.cast").toString()).show();
    asked(file("run.gif").toString()).show();

    assertThat(printed.toString(UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .endsWith(
                        "cannot be written: there is no folder "
                            + file("none")
                            + ". Going on without."),
            line -> assertThat(line).contains(".cast, .svg, .html or .txt"));
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldNotRecordInAWorkerProcess() {
    System.setProperty("headway.worker", "0");
    try {
      asked(file("run.cast").toString()).show();
    } finally {
      System.clearProperty("headway.worker");
    }
    assertThat(Files.exists(file("run.cast"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
