package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headway.internal.terminal.device.WholeLineWriter;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import dev.headway.progress.TestRows;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a file when its disk fills, and what the user hears of it. */
class WholeLineWriterTest {

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(heard, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(standardError);
  }

  /** A disk that takes so many bytes more. */
  private static OutputStream disk(Path file, int room) throws IOException {
    return new OutputStream() {
      private final OutputStream content = new FileOutputStream(file.toFile(), true);
      private int left = room;

      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value});
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        int taken = Math.min(left, length);
        content.write(bytes, offset, taken);
        left -= taken;
        if (taken < length) {
          throw new IOException("No space left on device");
        }
      }
    };
  }

  private PrintStream lines(Path file, int room) throws IOException {
    OutputStream whole =
        new WholeLineWriter(disk(file, room), file, failure -> told.add(failure.getMessage()));
    return new PrintStream(whole, true, UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 6, 9, 10, 14})
  void shouldKeepWholeLinesAndReportOnce(int room) throws IOException {
    Path file = folder.resolve("log");
    PrintStream lines = lines(file, room);
    for (int i = 0; i < 5; i++) {
      lines.println("line");
    }
    assertThat(Files.readString(file)).isEqualTo("line\n".repeat(room / 5));
    assertThat(told).containsExactly("No space left on device");
  }

  @Test
  void shouldKeepWholeLinesOfTextThatIsLongerThanAnyBuffer() throws IOException {
    Path file = folder.resolve("log");
    Files.writeString(file, "before\n");
    PrintStream lines = lines(file, 50_000);
    String line = "x".repeat(30_000);
    lines.println(line);
    lines.println(line);
    assertThat(Files.readString(file)).isEqualTo("before\n" + line + "\n");
  }

  @Test
  void shouldNotRemoveWhatAnotherWriterWrote() throws IOException {
    Path file = folder.resolve("log");
    Files.writeString(file, "something of another program, not finis");
    lines(file, 0).println("line");
    assertThat(Files.readString(file)).isEqualTo("something of another program, not finis");
  }

  @Test
  void shouldNotTouchAFileThatIsNotFull() throws IOException {
    Path file = folder.resolve("log");
    PrintStream lines = lines(file, 1_000);
    lines.print("half of ");
    assertThat(file).isEmptyFile();
    lines.print("one\nand ");
    lines.println("two");
    assertThat(file).hasContent("half of one\nand two\n");
    assertThat(told).isEmpty();
  }

  @Test
  void shouldWarnOnceOfAFullDevice() {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    var json = OutputTarget.view(ViewKind.VARIABLE, ViewKind.JSON, "/dev/full");
    var plain = OutputTarget.view("headway.progress", ViewKind.PLAIN, "/dev/full");
    for (int second = 0; second < 100; second++) {
      Row row = TestRows.running(second);
      json.show(new Snapshot(row.elapsedNanos(), List.of(row)));
      plain.show(new Snapshot(row.elapsedNanos(), List.of(row)));
    }
    assertThat(heard.toString(UTF_8).lines())
        .containsExactlyInAnyOrder(
            "headway: HEADWAY_PROGRESS asks for json at \"/dev/full\", which cannot be written"
                + " (No space left on device); going on without.",
            "headway: headway.progress asks for plain at \"/dev/full\", which cannot be written"
                + " (No space left on device); going on without.");
  }
}
