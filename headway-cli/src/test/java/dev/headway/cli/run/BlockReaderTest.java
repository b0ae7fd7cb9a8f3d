package dev.headway.cli.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockReaderTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path folder;
  private final AtomicInteger names = new AtomicInteger();

  private static PipeSettings pipe(long size, long records, long lines, String end, String start) {
    return new PipeSettings(size, records, lines, end, start, false, 0);
  }

  private BlockReader reader(String input, PipeSettings settings) {
    return new BlockReader(
        new ByteArrayInputStream(input.getBytes(ISO_8859_1)),
        settings,
        () -> folder.resolve(names.getAndIncrement() + ".in"),
        true);
  }

  private List<String> blocks(String input, PipeSettings settings) throws IOException {
    List<String> blocks = new ArrayList<>();
    BlockReader reader = reader(input, settings);
    for (JobInput next = reader.next(); next != null; next = reader.next()) {
      Block block = next.block();
      assertThat(block).isNotNull();
      assertThat(block.number()).isEqualTo(blocks.size() + 1);
      assertThat(block.bytes()).isEqualTo(Files.size(block.file()));
      blocks.add(Files.readString(block.file(), ISO_8859_1));
    }
    return blocks;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6  | 1\\n2\\n3\\n4\\n   | 1\\n2\\n3\\n,4\\n",
        "7  | 1\\n2\\n3\\n4\\n   | 1\\n2\\n3\\n,4\\n",
        "8  | 1\\n2\\n3\\n4\\n   | 1\\n2\\n3\\n4\\n",
        "3  | 12\\n34\\n5       | 12\\n,34\\n,5",
        "9  | 12\\n34\\n5       | 12\\n34\\n5",
        "2  | 123456\\n7\\n8\\n   | 123456\\n,7\\n8\\n",
        "1  | \\n\\n            | \\n,\\n"
      })
  void shouldFillABlockWithWholeLines(long size, String input, String expected) throws IOException {
    assertThat(blocks(Escapes.of(input), pipe(size, 0, 1, "\n", "")))
        .containsExactly(Escapes.of(expected).split(","));
  }

  @Test
  void shouldCutAnywhereWithoutEnds() throws IOException {
    assertThat(blocks("abcdefg", pipe(3, 0, 1, "", ""))).containsExactly("abc", "def", "g");
  }

  @Test
  void shouldCutBetweenAnEndAndAStart() throws IOException {
    String fasta = ">a\nAC\nGT\n>b\nCC\n>c\nGG\n";

    assertThat(blocks(fasta, pipe(MIB, 1, 1, "", ">")))
        .containsExactly(">a\nAC\nGT\n", ">b\nCC\n", ">c\nGG\n");
    assertThat(blocks(fasta, pipe(18, 0, 1, "", ">")))
        .containsExactly(">a\nAC\nGT\n>b\nCC\n", ">c\nGG\n");
    assertThat(blocks("a--<b<-<c--<d", pipe(MIB, 1, 1, "--", "<")))
        .containsExactly("a--", "<b<-<c--", "<d");
  }

  @Test
  void shouldCountRecordsAndLines() throws IOException {
    String lines = "1\n2\n3\n4\n5\n";

    assertThat(blocks(lines, pipe(MIB, 2, 1, "\n", ""))).containsExactly("1\n2\n", "3\n4\n", "5\n");
    assertThat(blocks(lines, pipe(MIB, 2, 2, "\n", ""))).containsExactly("1\n2\n3\n4\n", "5\n");
    assertThat(blocks(lines, pipe(MIB, 0, 2, "\n", ""))).containsExactly("1\n2\n3\n4\n", "5\n");
    assertThat(blocks(lines, pipe(7, 0, 2, "\n", ""))).containsExactly("1\n2\n", "3\n4\n", "5\n");
  }

  @Test
  void shouldGiveTheFirstLinesToEachJob() throws IOException {
    PipeSettings settings = new PipeSettings(4, 0, 1, "\n", "", false, 1);

    assertThat(blocks("head\n1\n2\n3\n", settings)).containsExactly("head\n1\n2\n", "head\n3\n");
    assertThat(blocks("head\n", settings)).isEmpty();
  }

  @Test
  void shouldRemoveSeparatorsIfAskedTo() throws IOException {
    PipeSettings all = new PipeSettings(MIB, 0, 1, "-\n", ">>", true, 0);

    assertThat(blocks(">>a-\n>>b>>c-\n-\n>>>d-\n", all)).containsExactly("ab>>c-\n>d");
    assertThat(blocks(">", all)).containsExactly(">");
    assertThat(blocks(">>", all)).containsExactly("");
    PipeSettings one = new PipeSettings(MIB, 1, 1, "", ">", true, 0);
    assertThat(blocks(">a\nAC\n>b\nGT\n", one)).containsExactly("a\nAC\n", "b\nGT\n");
    PipeSettings header = new PipeSettings(MIB, 0, 1, ";", "", true, 1);
    assertThat(blocks("h;\na;;b;", header)).containsExactly("h;\nab");
  }

  @Test
  void shouldCutWithinItsBufferAsAcrossIt() throws IOException {
    StringBuilder input = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      input.append(i).append("\r\n");
    }

    List<String> blocks = blocks(input.toString(), pipe(50_000, 0, 1, "\r\n", ""));

    assertThat(String.join("", blocks)).isEqualTo(input.toString());
    assertThat(blocks).allMatch(block -> block.endsWith("\r\n") && block.length() <= 50_000);
    assertThat(blocks.subList(0, blocks.size() - 1)).allMatch(block -> block.length() > 49_980);
  }

  @Test
  void shouldTellBlocksByWhatTheyHave() throws IOException {
    BlockReader reader = reader("a\nb\na\n", pipe(2, 0, 1, "\n", ""));
    Object first = reader.next().identity();

    assertThat(reader.next().identity()).isNotEqualTo(first);
    assertThat(reader.next().identity()).isEqualTo(first);
    assertThat(reader.next()).isNull();
  }

  @Test
  void shouldSayThatABlockCannotBeKept() {
    BlockReader reader =
        new BlockReader(
            new ByteArrayInputStream(new byte[10]),
            pipe(2, 0, 1, "\n", ""),
            () -> folder.resolve("none/1.in"),
            false);

    assertThatThrownBy(reader::next)
        .isInstanceOf(RunProblem.class)
        .hasMessage(
            "A block of the input cannot be kept for its job: there is no such file or folder."
                + " Name a folder with more room in TMPDIR.");
  }
}
