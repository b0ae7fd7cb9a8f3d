package dev.headway.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {

  private static String quoted(String text, boolean ascii) {
    StringBuilder quoted = new StringBuilder();
    JsonText.quote(quoted, text, ascii);
    return quoted.toString();
  }

  @Test
  void shouldEscapeWhatJsonCannotHold() {
    assertThat(quoted("q\" b\\ \r\n\t \u001b \u007f \u2028", false))
        .isEqualTo("\"q\\\" b\\\\ \\r\\n\\t \\u001b \\u007f \\u2028\"");
  }

  @Test
  void shouldKeepLettersUnlessAsciiIsWanted() {
    assertThat(quoted("é 👍", false)).isEqualTo("\"é 👍\"");
    assertThat(quoted("é 👍", true)).isEqualTo("\"\\u00e9 \\ud83d\\udc4d\"");
  }

  @Test
  void shouldWriteNoHalvesOfCharacters() {
    assertThat(quoted("\ud83db \uD83D\uDC4D \udc4d", false)).isEqualTo("\"\uFFFDb 👍 \uFFFD\"");
  }
}
