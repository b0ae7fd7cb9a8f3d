package dev.headway.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lines of a file become fields and numbers. */
class FieldsTest {
  @TempDir private Path folder;

  private LineReader reader(String text) throws IOException {
    return LineReader.open(Files.writeString(folder.resolve("x"), text));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1",
    "'  1.5', 3, 1500",
    "1700000000.123, 6, 1700000000123000",
    "'1700000000,123', 6, 1700000000123000",
    "1.23456789, 3, 1234",
    "-1, 0, -1",
    "-2.5, 1, -25",
    "0, 9, 0"
  })
  void shouldReadDecimalNumbers(String text, int places, long number) throws IOException {
    try (LineReader lines = reader(text + "\tx")) {
      lines.next();
      Fields fields = new Fields(2);
      fields.split(lines);

      assertThat(fields.number(0, places)).isEqualTo(number);
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "-", "1.2.3", "1e5", "x", "99999999999999999999", "1 2"})
  void shouldRefuseWhatIsNoNumber(String text) throws IOException {
    try (LineReader lines = reader(text + "\tx")) {
      lines.next();
      Fields fields = new Fields(2);
      fields.split(lines);

      assertThat(fields.number(0, 3)).isEqualTo(Fields.NONE);
    }
  }

  @Test
  void shouldKeepTabsInTheLastField() throws IOException {
    try (LineReader lines = reader("a\tb\tc\td\n")) {
      lines.next();
      Fields fields = new Fields(3);

      assertThat(fields.split(lines)).isEqualTo(3);
      assertThat(fields.text(2)).isEqualTo("c\td");
    }
  }

  @Test
  void shouldReadLinesOfAllLengths() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 200_000, 3}) {
      lines.add("é".repeat(length / 2) + "x".repeat(length % 2));
    }
    List<String> read = new ArrayList<>();
    try (LineReader reader = reader(String.join("\n", lines) + "\r\nlast")) {
      while (reader.next()) {
        int length = reader.end() - reader.start();
        read.add(new String(reader.bytes(), reader.start(), length, UTF_8));
        assertThat(reader.number()).isEqualTo(read.size());
        assertThat(reader.isWhole()).isEqualTo(read.size() <= lines.size());
      }
    }
    lines.add("last");
    assertThat(read).isEqualTo(lines);
  }

  @Test
  void shouldPassOverALineThatIsTooLong() throws IOException {
    String tooLong = "x".repeat(LineReader.MAX_LENGTH + 70_000);
    try (LineReader reader = reader("a\n" + tooLong + "\nb\n")) {
      List<String> told = new ArrayList<>();
      while (reader.next()) {
        int length = Math.min(reader.end() - reader.start(), 9);
        String line = new String(reader.bytes(), reader.start(), length, UTF_8);
        told.add(reader.isTooLong() ? "too long" : line);
      }
      assertThat(told).containsExactly("a", "too long", "b");
    }
  }
}
