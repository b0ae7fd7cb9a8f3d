package dev.headway.internal.terminal.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellWidthTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "漢字, 4",
    "ｶﾅ, 2",
    "ＡＢ, 4",
    "e\u0301, 1",
    "한국, 4",
    "\u1112\u1161\u11ab, 2",
    "👍, 2",
    "👍🏽, 2",
    "👨‍👩‍👧, 2",
    "🏃‍♀️, 2",
    "🏳️‍🌈, 2",
    "❤, 1",
    "❤️, 2",
    "🇩🇪, 2",
    "🇩🇪🇫🇷, 4",
    "🇩, 1",
    "±×, 2",
    "'', 0"
  })
  void shouldMeasureWhatIsDrawnAsOneCharacterOnce(String text, int cells) {
    assertThat(CellWidth.of(text)).isEqualTo(cells);
  }

  @Test
  void shouldGiveControlCharactersNoCell() {
    assertThat(CellWidth.of("a\u001b\u0007\u0085b")).isEqualTo(2);
  }

  @Test
  void shouldCutBetweenCharactersThatAreDrawnAsOne() {
    assertThat(CellWidth.truncate("ab漢字", 4, "…")).isEqualTo("ab…");
    assertThat(CellWidth.truncate("ab漢字", 5, "…")).isEqualTo("ab漢…");
    assertThat(CellWidth.truncate("ab漢字", 6, "…")).isEqualTo("ab漢字");
    assertThat(CellWidth.truncate("x👨‍👩‍👧y", 3, "…")).isEqualTo("x…");
    assertThat(CellWidth.truncate("e\u0301e\u0301e\u0301", 2, "…")).isEqualTo("e\u0301…");
  }

  @Test
  void shouldNeverExceedTheRoom() {
    String text = "a漢e\u0301👨‍👩‍👧🇩🇪❤️x";
    for (int cells = 0; cells < 12; cells++) {
      assertThat(CellWidth.of(CellWidth.truncate(text, cells, ".."))).isLessThanOrEqualTo(cells);
    }
  }

  @Test
  void shouldKnowWhatSomeTerminalsDrawWider() {
    assertThat(CellWidth.doubt("plain 漢字 e\u0301 ❤️")).isZero();
    assertThat(CellWidth.doubt("🇩🇪🇫🇷")).isEqualTo(4);
    assertThat(CellWidth.doubt("👍🏽")).isEqualTo(2);
    assertThat(CellWidth.doubt("x 👨\u200D👩\u200D👧 👍🏽")).isEqualTo(6);
  }
}
