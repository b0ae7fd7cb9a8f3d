package dev.headway.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlEscapesTest {

  @Test
  void shouldMakeWhatMovesTheCursorVisible() {
    assertThat(ControlEscapes.of("a\033[2Jb\nc\td\u0085e\u202ef\177"))
        .isEqualTo("a^[[2Jb c d\\u0085e\\u202ef^?");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x1B, 0x7F, 0x80, 0x9B, 0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D,
        0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069, 0xFEFF,
        0xFFF9, 0xD800, 0xDFFF, 0xE0001, 0xE0041, 0x1D173
      })
  void shouldShowWhatCannotBeSeenButDoesSomething(int character) {
    String text = "user" + new String(new int[] {character}, 0, 1) + "name";
    assertThat(ControlEscapes.of(text)).matches("user(\\^.|\\\\u\\S+)name").hasSizeLessThan(20);
  }

  @Test
  void shouldReplaceHalvesOfCharacters() {
    assertThat(ControlEscapes.of("a\ud83db")).isEqualTo("a\\ud83db");
    assertThat(ControlEscapes.of("👍")).isEqualTo("👍");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain, 漢字",
        "👨‍👩‍👧 ❤️‍🔥 👍🏽 🇩🇪",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "می‌خواهم", // Persian, whose words have non-joiners.
        "עברית e\u0301",
        "\u0600\u0661"
      })
  void shouldLeaveOtherTextAsItIs(String text) {
    assertThat(ControlEscapes.of(text)).isEqualTo(text);
  }

  @Test
  void shouldShowAJoinerThatHidesAmongLetters() {
    assertThat(ControlEscapes.of("ad\u200dmin é\u200d\u200dé")).doesNotContain("\u200d");
  }

  @Test
  void shouldBoundTheLengthAndCutNoCharacterInTwo() {
    assertThat(ControlEscapes.of("x".repeat(1_000_000))).isEqualTo("x".repeat(200) + "…");
    assertThat(ControlEscapes.of("👍".repeat(10), 5)).isEqualTo("👍👍…");
    assertThat(ControlEscapes.of("👍👍", 4)).isEqualTo("👍👍");
    assertThat(ControlEscapes.boundedEnd("👍".repeat(10), 5)).isEqualTo("…👍👍");
    assertThat(ControlEscapes.boundedEnd("👍👍", 4)).isEqualTo("👍👍");
  }

  @Test
  void shouldKeepTheLinesOfATextThatHasSome() {
    assertThat(ControlEscapes.lines("one\033\n  two\u202e\nthree"))
        .isEqualTo("one^[\n  two\\u202e\nthree");
  }

  @Test
  void shouldSayWhatItIsIfItHasNoText() {
    Object none =
        new Object() {
          @Override
          public String toString() {
            throw new StackOverflowError();
          }
        };
    assertThat(ControlEscapes.value(none, 200))
        .isEqualTo("<ControlEscapesTest$1: toString() threw StackOverflowError>");
    assertThat(ControlEscapes.value(null, 200)).isEqualTo("null");
  }
}
