package dev.headway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmulatorTest {
  private final Emulator emulator = new Emulator(new CastHeader(2, 20, 4, null, null, null, null));

  private void show(String text) {
    emulator.show(new CastEvent(0, "o", text));
  }

  private List<String> texts() {
    return new ScreenFrame(0, emulator.spans()).texts();
  }

  @Test
  void shouldShowWhatABarOfAnotherProgramDraws() {
    show("  0%|          | 0/3\r 33%|███▎      | 1/3\r100%|██████████| 3/3\r\ndone\tok\r\n");
    assertThat(texts()).containsExactly("100%|██████████| 3/3", "done    ok");
  }

  @Test
  void shouldTellStyles() {
    show("\033[1;31mred\033[0m \033[48;5;21;38;2;255;128;0mmix\033[0m\033[7m!\033[0m");
    assertThat(emulator.spans().get(0))
        .containsExactly(
            new Span(0, 3, "red", "bold red"),
            new Span(4, 3, "mix", "#ff8800 bg-bright-blue"),
            new Span(7, 1, "!", "paper bg-ink"));
  }

  @Test
  void shouldGiveWideCharactersTwoCells() {
    show("漢字 in two cells\r\nunder\rover\r\n");
    assertThat(emulator.spans().get(0)).containsExactly(new Span(0, 17, "漢字 in two cells", ""));
    assertThat(texts()).containsExactly("漢字 in two cells", "overr");
  }

  @Test
  void shouldKeepTheAccentOfALetter() {
    show("e\u0301 as two");
    assertThat(texts()).containsExactly("\u00e9 as two");
  }

  @Test
  void shouldKeepALargeCodePointInOneCellOfALongText() {
    show("\r".repeat(4095) + "𝐀\033[2G!");
    assertThat(texts()).containsExactly("𝐀!");
  }

  @Test
  void shouldPutTabsAtEveryEighthCell() {
    show("tab\tstop\r12345678\tend");
    assertThat(texts()).containsExactly("12345678stop    end");
  }

  @Test
  void shouldPassOverWhatCannotBeSeen() {
    show("a\033]9;4;1;50\007b\033]0;title\033\\c\033[?25ld\033[999;999Hf");
    assertThat(texts()).containsExactly("abcd", "", "", " ".repeat(19) + "f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\033", "\033[", "\033[12", "\033[38;5", "\033[99999999m"})
  void shouldGoOnAfterWhatIsCutOff(String text) {
    show("a" + text);
    show("\030\r\n\033[0mb");
    assertThat(texts().get(1)).isEqualTo("b");
  }

  @Test
  void shouldFollowANewSize() {
    emulator.show(new CastEvent(0, "r", "40x3"));
    show("x".repeat(30));
    assertThat(texts()).containsExactly("x".repeat(30));
    assertThat(emulator.columns()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0x0", "99999x5", "9999x9999", "-1x5"})
  void shouldSurviveASizeThatNoTerminalHas(String size) {
    emulator.show(new CastEvent(0, "r", size));
    show("a");
    assertThat(texts()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\033[999999999999A",
        "\033[2147483647L",
        "\033[2147483647@",
        "a\033[2147483647b",
        "\033[2147483647X",
        "\033[2147483647S",
        "\033[2147483647T",
        "\033[5;2r\033[2147483647M",
        "\033[38;5m\033[38;2;1m\033[48m",
        "\033]0;never ended",
        "\033Pnever ended",
        "\033[?1049h\033[?1049h\033[?1049l"
      })
  @Timeout(180)
  void shouldSurviveSequencesThatNoProgramSends(String text) {
    show(text);
    emulator.show(new CastEvent(0, "r", "10x3"));
    assertThat(emulator.spans()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Timeout(180)
  void shouldSurviveNoise(long seed) {
    Random random = new Random(seed);
    String letters = "\033\033[[]?;;0123456789ABCDEFGHJKLMPSTXZ@`abcdefghlmnqrstu\r\n\t\b漢é█ ";
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      noise.append(letters.charAt(random.nextInt(letters.length())));
    }
    for (int from = 0; from < noise.length(); from += 100) {
      show(noise.substring(from, from + 100));
    }
    assertThat(emulator.spans()).isNotEmpty();
  }

  @Test
  void shouldSeeEachMomentOfWhatNeverPauses(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder("{\"version\":2,\"width\":20,\"height\":4}\n");
    for (int milli = 0; milli < 1000; milli++) {
      text.append(String.format("[0.%03d, \"o\", \"\\r%d\"]%n", milli, milli));
    }
    try (CastReader cast = CastReader.open(Files.writeString(folder.resolve("a.cast"), text))) {
      List<ScreenFrame> frames = Emulator.play(cast, new Timing(null)).frames();
      assertThat(frames).hasSizeBetween(15, 25);
      assertThat(frames)
          .allSatisfy(
              frame ->
                  assertThat(Long.parseLong(frame.texts().get(0)))
                      .isBetween(frame.millis(), frame.millis() + 60));
    }
  }

  @Test
  @Tag("faults")
  void shouldForgetWhatScrolledOff() {
    for (int i = 0; i < 50; i++) {
      show("line\r\n".repeat(100_000)); // Five million, of which a heap would not hold the cells.
    }
    show("last");
    assertThat(texts()).containsExactly("line", "line", "line", "last");
  }
}
