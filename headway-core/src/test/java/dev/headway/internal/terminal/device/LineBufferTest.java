package dev.headway.internal.terminal.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class LineBufferTest {

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private LineBuffer buffer = new LineBuffer(UTF_8);

  private static String harmless(String line) {
    return new String(LineBuffer.harmless(line.getBytes(UTF_8), UTF_8), UTF_8);
  }

  @Test
  void shouldMakeALineHarmless() {
    assertThat(harmless("")).isEmpty();
    assertThat(harmless("plain ")).isEqualTo("plain \n");
    assertThat(harmless("\033[31mred \033[2J\033(0")).isEqualTo("\033[31mred ^[[2J^[(0\033[0m\n");
  }

  @Test
  void shouldHoldALineUntilItIsWhole() {
    print("one\ntw", UTF_8);
    assertThat(text()).isEqualTo("one\n");
    print("o\n", UTF_8);
    assertThat(text()).isEqualTo("one\ntwo\n");
  }

  @Test
  void shouldGiveOutWhatIsUnfinishedAtTheEnd() {
    print("half \033[31mé", UTF_8);
    buffer.add(new byte[] {(byte) 0xC3}, 0, 1, lines);
    buffer.finish(lines);
    assertThat(text()).isEqualTo("half \033[31mé\uFFFD\033[0m");
    assertThat(buffer.isFinished()).isTrue();
  }

  @Test
  void shouldGiveOutWhatIsUnfinishedWhenAsked() {
    print("\033[31mContinue? ", UTF_8);
    buffer.takeUnfinished(lines);
    assertThat(text()).isEqualTo("\033[31mContinue? ");
    print("yes\nnext\n", UTF_8);
    assertThat(text()).isEqualTo("\033[31mContinue? yes\033[0m\nnext\n");
  }

  @Test
  void shouldNotGiveOutHalfACharacterOrHalfAColour() {
    byte[] all = "é漢👍\033[1;31mx".getBytes(UTF_8);
    for (byte one : all) {
      buffer.add(new byte[] {one}, 0, 1, lines);
      buffer.takeUnfinished(lines);
      assertThat(text()).doesNotContain("\uFFFD", "^[");
    }
    assertThat(text()).isEqualTo("é漢👍\033[1;31mx");
  }

  @Test
  void shouldTellALineThatWaitsForLong() {
    assertThat(buffer.isLate()).isFalse();
    print("Wait", UTF_8);
    assertThat(buffer.isLate()).isFalse();
    print("ing", UTF_8);
    assertThat(buffer.isLate()).isFalse();
    assertThat(buffer.isLate()).isTrue();
    buffer.takeUnfinished(lines);
    assertThat(buffer.isLate()).isFalse();
  }

  @Test
  void shouldCutALineThatHasNoEnd() {
    print("x".repeat(3 * LineBuffer.MAX_LENGTH + 5), UTF_8);
    assertThat(text()).isEqualTo(("x".repeat(LineBuffer.MAX_LENGTH) + "\n").repeat(3));
  }

  @Test
  void shouldNotCutThroughACharacter() {
    print("x" + "é".repeat(LineBuffer.MAX_LENGTH), UTF_8);
    buffer.finish(lines);
    assertThat(text().replace("\n", "")).isEqualTo("x" + "é".repeat(LineBuffer.MAX_LENGTH));
  }

  @Test
  void shouldMakeControlCharactersVisible() {
    print("a\033[2Jb\bc\033]0;t\007d\u009b1Ae\177\n", UTF_8);
    assertThat(text()).isEqualTo("a^[[2Jb^Hc^[]0;t^Gd\\u009b1Ae^?\n");
  }

  @Test
  void shouldLetTabsReturnsAndColoursPass() {
    print("a\tb\r\n", UTF_8);
    print("\033[1;31mred\033[m \033[38:5:1mx\n", UTF_8);
    assertThat(text()).isEqualTo("a\tb\r\n\033[1;31mred\033[m \033[38:5:1mx\033[0m\n");
  }

  @Test
  void shouldKeepBytesOfOtherCharsetsAsTheyAre() {
    buffer = new LineBuffer(Charset.forName("windows-1252"));
    print("“quoted” \u20ac\n", Charset.forName("windows-1252"));
    assertThat(lines.toByteArray())
        .isEqualTo("“quoted” \u20ac\n".getBytes(Charset.forName("windows-1252")));
  }

  @Test
  void shouldKnowTheControlsOfLatin1() {
    buffer = new LineBuffer(ISO_8859_1);
    print("a\u009b1Aé\n", ISO_8859_1);
    assertThat(lines.toString(ISO_8859_1)).isEqualTo("a\\u009b1Aé\n");
  }

  private void print(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    for (int i = 0; i < bytes.length; i += 7) {
      buffer.add(bytes, i, Math.min(7, bytes.length - i), lines);
    }
  }

  private String text() {
    return lines.toString(UTF_8);
  }
}
