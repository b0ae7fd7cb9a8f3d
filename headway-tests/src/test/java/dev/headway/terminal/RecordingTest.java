package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.testkit.ManualTicker;
import dev.headway.testkit.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** It stands in for the standard streams of this JVM, so it stands alone. */
@Tag("faults")
@Isolated
class RecordingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Size SIZE = new Size(80, 24);

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ManualTicker ticker = new ManualTicker();
  private final List<String> writes = new ArrayList<>();

  @BeforeEach
  void replaceStandardError() {
    System.setErr(new PrintStream(printed, true, UTF_8));
  }

  @AfterEach
  void putBack() {
    System.setOut(out);
    System.setErr(err);
  }

  private Recording recording() throws IOException {
    return recording(2);
  }

  private Recording recording(int version) throws IOException {
    OutputStream file =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new UnsupportedOperationException("an event must be written at once");
          }

          @Override
          public void write(byte[] bytes) {
            writes.add(new String(bytes, UTF_8));
          }
        };
    CastHeader header = new CastHeader(version, SIZE, null);
    Recording recording = new Recording(ticker, new RecordingSink(file, header), SIZE);
    recording.begin();
    return recording;
  }

  private void show(Recording recording, Rows... rows) {
    recording.show(new Snapshot(ticker.nanoTime(), List.of(rows).stream().map(Rows::row).toList()));
  }

  private static Rows rows(long done) {
    return Rows.named("thumbnails").done(done);
  }

  private static Rows finished() {
    return rows(40).state(Row.State.FINISHED);
  }

  private void wait(int millis) {
    ticker.advance(Duration.ofMillis(millis));
  }

  private List<JsonNode> events(String code) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : writes.subList(1, writes.size())) {
      JsonNode event = JSON.readTree(line);
      if (event.get(1).asText().equals(code)) {
        events.add(event);
      }
    }
    return events;
  }

  private List<String> texts(String code) throws IOException {
    return events(code).stream().map(event -> event.get(2).asText()).toList();
  }

  private Screen played() throws IOException {
    Screen screen = new Screen(80, 24);
    screen.output().write(String.join("", texts("o")).getBytes(UTF_8));
    return screen;
  }

  @Test
  void shouldBeWhatATerminalOfItsSizeWouldGet() throws IOException {
    Screen screen = new Screen(80, 24);
    BarView bar = new BarView(screen.output(), 80, 24);
    Recording recording = recording();
    for (int i = 0; i <= 40; i += 10) {
      Rows now = i < 40 ? rows(i) : finished();
      bar.show(new Snapshot(ticker.nanoTime(), List.of(now.row())));
      show(recording, now);
      wait(100);
    }
    recording.close();
    assertThat(texts("o")).containsExactlyElementsOf(screen.writes());
  }

  @Test
  void shouldTellWhenEachFrameWasDrawn() throws IOException {
    Recording recording = recording();
    wait(1500);
    show(recording, rows(0));
    wait(100);
    show(recording, rows(1));
    recording.close();
    assertThat(events("o")).extracting(event -> event.get(0).asDouble()).containsExactly(1.5, 1.6);
  }

  @Test
  void shouldRecordWhatTheProgramPrintsAboveTheBar() throws IOException {
    Recording recording = recording();
    System.err.println("before");
    show(recording, rows(20));
    System.err.print("mean");
    System.err.println("while ä");
    show(recording, finished());
    System.err.println("after");
    recording.close();
    System.err.println("unheard");

    assertThat(played().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("before"),
            line -> assertThat(line).isEqualTo("meanwhile ä"),
            line -> assertThat(line).startsWith("✓ thumbnails  40 in "),
            line -> assertThat(line).isEqualTo("after"));
    assertThat(printed.toString(UTF_8)).isEqualTo("before\nmeanwhile ä\nafter\nunheard\n");
  }

  @Test
  void shouldRecordABarAndNotTheLinesOfTheLog() throws IOException {
    Recording recording = recording();
    PlainView plain = new PlainView();
    Snapshot snapshot = new Snapshot(0, List.of(rows(20).elapsed(1).row()));
    plain.show(snapshot);
    recording.show(snapshot);
    recording.close();
    assertThat(played().lines()).last().asString().startsWith("thumbnails  50% █████");
    assertThat(printed.toString(UTF_8)).startsWith("thumbnails: started, 40 items");
  }

  @Test
  void shouldHoldWhatIsUnfinishedAtTheEnd() throws IOException {
    Recording recording = recording();
    System.err.print("no end");
    recording.close();
    assertThat(texts("o")).containsExactly("no end");
  }

  @Test
  void shouldHoldLinesThatWaitForTheNextFrameAtTheEnd() throws IOException {
    Recording recording = recording();
    show(recording, rows(20));
    List.of("a", "b", "c").forEach(System.err::println);
    recording.close();
    assertThat(played().lines()).startsWith("a", "b", "c");
  }

  @Test
  void shouldHoldLinesWithinASecondThoughFramesAreFew() throws IOException {
    Recording recording = recording();
    wait(12 * 3_600_000);
    show(recording, rows(20));
    List.of("a", "b", "c").forEach(System.err::println);
    wait(1000);
    show(recording, rows(21));
    assertThat(played().lines()).startsWith("a", "b", "c");
    recording.close();
  }

  @Test
  void shouldMarkBeginningsEndsFailuresAndLosses() throws IOException {
    Recording recording = recording();
    show(recording, rows(0));
    wait(2000);
    show(recording, Rows.named("thumbnails").done(3, 1, 0, 0));
    wait(2000);
    show(recording, Rows.named("thumbnails").done(3, 1, 1, 0));
    wait(2000);
    show(recording, Rows.named("thumbnails").done(35, 4, 1, 0).state(Row.State.FINISHED));
    recording.close();
    assertThat(events("m"))
        .extracting(event -> event.get(0).asInt() + " " + event.get(2).asText())
        .containsExactly(
            "0 thumbnails: started",
            "2 thumbnails: task failed",
            "4 thumbnails: worker lost",
            "6 thumbnails: 3 tasks failed",
            "6 thumbnails: finished, 35 of 40 succeeded in 0:00, 5 failed (1 crashed)");
  }

  @Test
  void shouldMarkManyFailuresOnceASecond() throws IOException {
    Recording recording = recording();
    for (int i = 0; i < 40; i++) {
      show(recording, Rows.named("").done(0, i, 0, 0));
      wait(100);
    }
    recording.close();
    assertThat(texts("m")).hasSizeBetween(4, 6).contains("10 tasks failed");
  }

  @Test
  void shouldWriteEachEventWholeAndAtOnce() throws IOException {
    Recording recording = recording();
    show(recording, rows(1));
    recording.mark("here");
    assertThat(writes).hasSize(4).allSatisfy(write -> JSON.readTree(write));
    assertThat(writes).allSatisfy(write -> assertThat(write).endsWith("\n"));
    recording.close();
  }

  @Test
  void shouldCountFromTheEventBeforeInVersion3WithoutAddingUpErrors() throws IOException {
    Recording recording = recording(3);
    for (int i = 0; i < 1000; i++) {
      ticker.advance(Duration.ofNanos(100_400_000));
      recording.mark("x");
    }
    recording.close();
    assertThat(writes.get(0)).startsWith("{\"version\":3,\"term\":{\"cols\":80,\"rows\":24");
    double sum = events("m").stream().mapToDouble(event -> event.get(0).asDouble()).sum();
    assertThat(sum).isBetween(100.3995, 100.4005);
  }

  @Test
  void shouldKeepFramesLessOftenTheLongerItTakes() throws IOException {
    Recording recording = recording();
    int tenthsOfADay = 864_000;
    for (int i = 0; i < tenthsOfADay; i++) {
      show(recording, Rows.named("long").total(null).done(i).elapsed(i / 10.0));
      wait(100);
    }
    recording.close();
    assertThat(writes.size()).isBetween(15_000, 30_000);
    assertThat(writes.stream().mapToLong(String::length).sum()).isLessThan(10_000_000);
  }

  @Test
  void shouldLetTheWorkGoOnWhenTheFileCannotBeWritten() throws IOException {
    CastHeader header = new CastHeader(2, SIZE, null);
    boolean[] full = {false};
    OutputStream file =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (full[0]) {
              throw new IOException("No space left on device");
            }
          }
        };
    Recording recording = new Recording(ticker, new RecordingSink(file, header), SIZE);
    recording.begin();
    full[0] = true;
    show(recording, rows(1));
    System.err.println("goes on");
    assertThatThrownBy(recording::close).hasMessage("No space left on device");
    assertThat(printed.toString(UTF_8)).contains("goes on");
  }

  @Test
  void shouldCloseAFileThatCannotBeWrittenAndThrowOnce() throws IOException {
    CastHeader header = new CastHeader(2, SIZE, null);
    boolean[] full = {false};
    boolean[] closed = {false};
    OutputStream file =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (full[0]) {
              throw new IOException("No space left on device");
            }
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    Recording recording = new Recording(ticker, new RecordingSink(file, header), SIZE);
    recording.begin();
    full[0] = true;
    recording.print("lost");

    assertThatThrownBy(
            () -> {
              try (recording) {
                recording.close();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
    assertThat(closed[0]).isTrue();
  }

  @Test
  void shouldRefuseWhatItCannotWrite() {
    assertThatThrownBy(() -> RecordingSettings.to(Path.of("run.gif")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".cast, .svg, .html or .txt");
    assertThatThrownBy(() -> RecordingSettings.to(Path.of("/nowhere/run.cast")).open())
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RecordingSettings.to(Path.of("run.cast")).size(0, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RecordingSettings.to(Path.of("run.cast")).size(1000, 1000))
        .hasMessageContaining("250,000 cells");
  }
}
