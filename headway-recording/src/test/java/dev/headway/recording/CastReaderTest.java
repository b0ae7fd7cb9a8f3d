package dev.headway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CastReaderTest {
  private static final String V2 = "{\"version\": 2, \"width\": 80, \"height\": 24}\n";
  private static final String V3 = "{\"version\":3,\"term\":{\"cols\":80,\"rows\":24}}\n";

  @TempDir private Path folder;

  private int truncatedLine;

  private List<CastEvent> read(String text) throws IOException {
    Path file = folder.resolve("run.cast");
    Files.writeString(file, text);
    List<CastEvent> events = new ArrayList<>();
    try (CastReader cast = CastReader.open(file)) {
      for (CastEvent event = cast.next(); event != null; event = cast.next()) {
        events.add(event);
      }
      truncatedLine = cast.truncatedLine();
    }
    return events;
  }

  @Test
  void shouldReadBothVersions() throws IOException {
    assertThat(read(V2 + "[0.5, \"o\", \"a\"]\n[1.25,\"m\",\"here\"]\n"))
        .containsExactly(new CastEvent(500_000, "o", "a"), new CastEvent(1_250_000, "m", "here"));
    assertThat(read(V3 + "# a comment\n[0.5, \"o\", \"a\"]\n\n[0.75,\"x\",\"0\"]\n"))
        .containsExactly(new CastEvent(500_000, "o", "a"), new CastEvent(1_250_000, "x", "0"));
  }

  @Test
  void shouldNotAddUpErrorsOfVersion3() throws IOException {
    List<CastEvent> events = read(V3 + "[0.001, \"o\", \"a\"]\n".repeat(100_000));
    assertThat(events.get(99_999).micros()).isEqualTo(100_000_000);
  }

  @Test
  void shouldPassOverWhatLaterVersionsMayBring() throws IOException {
    String header = "{\"version\":2,\"width\":80,\"height\":24,\"env\":{\"A\":[1]},\"new\":true}\n";
    assertThat(read(header + "[1, \"z\", {\"a\": 1}]\n[2, \"o\", \"a\", \"more\"]\n"))
        .containsExactly(new CastEvent(1_000_000, "z", ""), new CastEvent(2_000_000, "o", "a"));
  }

  @Test
  void shouldNeverGoBackInTime() throws IOException {
    assertThat(read(V2 + "[2, \"o\", \"a\"]\n[1, \"o\", \"b\"]\n"))
        .extracting(CastEvent::micros)
        .containsExactly(2_000_000L, 2_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[1.5", "[1.5, \"o", "[1.5, \"o\", \"half a l", "[1, \"o\", \"a\""})
  void shouldUseAllThatIsBeforeACut(String last) throws IOException {
    assertThat(read(V2 + "[1, \"o\", \"a\"]\n" + last)).hasSize(1);
    assertThat(truncatedLine).isEqualTo(3);
  }

  @Test
  void shouldTakeALastLineWithoutItsEndIfItIsWhole() throws IOException {
    assertThat(read(V2 + "[1, \"o\", \"a\"]")).hasSize(1);
    assertThat(truncatedLine).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | this is no JSON",
        "{\"a\": 1} | an event is a list",
        "[] | begins with its time",
        "[\"1\", \"o\", \"a\"] | begins with its time",
        "[1] | the second of an event",
        "[1, \"o\"] | the third of an event",
        "[1, \"o\", 5] | the third of an event",
        "[-1, \"o\", \"a\"] | no recording has the time",
        "[1e999, \"o\", \"a\"] | no recording has the time",
        "[1e99, \"o\", \"a\"] | no recording has the time",
        "[1, \"o\", \"a\"] more | this is no JSON",
      })
  void shouldNameTheLineThatIsWrong(String line, String why) {
    assertThatThrownBy(() -> read(V2 + "[1, \"o\", \"a\"]\n" + line + "\n[3, \"o\", \"b\"]\n"))
        .isInstanceOf(CastException.class)
        .hasMessageContaining("run.cast, line 3: ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "hello\n",
        "[]\n",
        "{}\n",
        "{\"version\": 4, \"width\": 80, \"height\": 24}\n",
        "{\"version\": 1, \"width\": 80, \"height\": 24, \"stdout\": []}\n",
        "{\"version\": 2, \"width\": 80}\n",
        "{\"version\": 2, \"width\": 0, \"height\": 24}\n",
        "{\"version\": 2, \"width\": 1e9, \"height\": 24}\n",
        "{\"version\": 2, \"width\": 8.5, \"height\": 24}\n",
        "{\"version\": 2, \"width\": 80, \"height\": 24",
        "{\"version\": 3, \"term\": {}}\n"
      })
  void shouldRefuseAFirstLineThatSaysNoSize(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(CastException.class);
  }

  @Test
  void shouldRefuseALineThatWouldTakeAllMemory() throws IOException {
    Path file = folder.resolve("huge.cast");
    try (var out = Files.newOutputStream(file)) {
      out.write(V2.getBytes(StandardCharsets.UTF_8));
      byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 17; i++) {
        out.write(block);
      }
    }
    try (CastReader cast = CastReader.open(file)) {
      assertThatThrownBy(cast::next).hasMessageEndingWith("line 2: it is longer than 16 MiB.");
    }
  }

  @Test
  void shouldSayThatThereIsNoSuchFile() {
    assertThatThrownBy(() -> CastReader.open(folder.resolve("none.cast")))
        .hasMessageStartingWith("There is no file ");
    assertThatThrownBy(() -> CastReader.open(folder)).isInstanceOf(IOException.class);
  }
}
