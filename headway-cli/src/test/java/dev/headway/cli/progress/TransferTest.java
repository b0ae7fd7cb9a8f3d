package dev.headway.cli.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.display.ProgressHandle;
import dev.headway.progress.Row;
import dev.headway.progress.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
  @TempDir private Path folder;

  private final Shown shown = new Shown();
  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  private final Output output =
      new Output(
          bytes -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            passed.writeBytes(copy);
          });

  private List<Input> inputs(byte[]... contents) throws IOException {
    Path[] files = new Path[contents.length];
    for (int i = 0; i < contents.length; i++) {
      files[i] = Files.write(folder.resolve("f" + i), contents[i]);
    }
    return Stream.of(files).map(Input::of).toList();
  }

  private int run(List<Input> inputs, Output to, Transfer.Counted counted) {
    Unit unit = counted == Transfer.Counted.BYTES ? Unit.BYTES : Unit.ITEMS;
    Long total = counted == Transfer.Counted.BYTES ? Transfer.size(inputs) : null;
    ProgressHandle progress = ProgressHandle.begin(shown.display, "", unit, total, 0);
    return new Transfer(inputs, to, counted, null, progress).run(() -> {});
  }

  @Test
  void shouldPassTheBytesOfSeveralFilesInOrderAndCountThem() throws IOException {
    byte[] large = new byte[1_000_003];
    new Random(3).nextBytes(large);

    int status =
        run(inputs(large, new byte[0], "end".getBytes(UTF_8)), output, Transfer.Counted.BYTES);

    assertThat(status).isZero();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(large);
    expected.writeBytes("end".getBytes(UTF_8));
    assertThat(passed.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(shown.row().complete()).isTrue();
    assertThat(shown.row().total()).isEqualTo(1_000_006);
    assertThat(shown.row().counts().succeeded()).isEqualTo(1_000_006);
    assertThat(shown.row().note()).isEmpty();
  }

  @Test
  void shouldCountTheEndsOfLinesOrRecords() throws IOException {
    List<Input> inputs = inputs("a\nb\0\nc".getBytes(UTF_8), "d\n".getBytes(UTF_8));

    run(inputs, output, Transfer.Counted.LINES);
    run(inputs, output, Transfer.Counted.RECORDS);

    assertThat(shown.rows()).extracting(row -> row.counts().succeeded()).containsExactly(3L, 1L);
    assertThat(shown.rows()).extracting(Row::unit).containsOnly(Unit.ITEMS);
  }

  @Test
  void shouldEndAsStoppedWhenTheReaderHasGone() throws IOException {
    Output gone =
        new Output(
            bytes -> {
              throw new IOException("Broken pipe");
            });

    int status = run(inputs("abc".getBytes(UTF_8)), gone, Transfer.Counted.BYTES);

    assertThat(status).isEqualTo(Transfer.OUTPUT_CLOSED);
    assertThat(shown.row().state()).isEqualTo(Row.State.STOPPED);
    assertThat(shown.row().counts().succeeded()).isZero();
  }

  @Test
  void shouldSayWhyOutputCannotBeWritten() throws IOException {
    Output full =
        new Output(
            bytes -> {
              throw new IOException("No space left on device");
            });
    List<Input> inputs = inputs("abc".getBytes(UTF_8));

    assertThatThrownBy(() -> run(inputs, full, Transfer.Counted.BYTES))
        .isInstanceOf(TransferProblem.class)
        .hasMessage("Standard output cannot be written: no space left on device.");
    assertThat(shown.row().state()).isEqualTo(Row.State.STOPPED);
  }

  @Test
  void shouldRefuseWhatIsNoFileBeforeAnythingPasses() {
    assertThatThrownBy(() -> Input.of(folder))
        .hasMessage("The file " + folder + " cannot be read: it is a folder.");
    assertThatThrownBy(() -> Input.of(folder.resolve("none")))
        .hasMessage(
            "The file "
                + folder.resolve("none")
                + " cannot be read: there is no such file or folder.");
  }

  @Test
  void shouldSayThatAFileVanishedBeforeItsTurn() throws IOException {
    List<Input> inputs = inputs("abc".getBytes(UTF_8), "def".getBytes(UTF_8));
    Files.delete(folder.resolve("f1"));

    assertThatThrownBy(() -> run(inputs, output, Transfer.Counted.BYTES))
        .isInstanceOf(TransferProblem.class)
        .hasMessageEndingWith("f1 cannot be read: there is no such file or folder.");
    assertThat(passed).hasToString("abc");
    assertThat(shown.row().state()).isEqualTo(Row.State.STOPPED);
  }

  @Test
  void shouldKnowNoTotalIfThatOfOneInputIsUnknown() throws IOException {
    List<Input> known = inputs("abc".getBytes(UTF_8));
    Input terminal = Input.of(Path.of("/dev/null"));

    assertThat(Transfer.size(known)).isEqualTo(3);
    assertThat(Transfer.size(List.of(known.get(0), terminal))).isNull();
  }
}
