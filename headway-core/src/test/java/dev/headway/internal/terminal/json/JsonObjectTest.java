package dev.headway.internal.terminal.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonObjectTest {

  @Test
  void shouldEscapeWhatJsonCannotHold() {
    assertThat(new JsonObject().add("a", "q\" b\\ n\n é 👍 \u2028").toString())
        .isEqualTo("{\"a\":\"q\\\" b\\\\ n\\n \\u00e9 \\ud83d\\udc4d \\u2028\"}");
  }

  @Test
  void shouldWriteUnknownNumbersAsNull() {
    JsonObject object = new JsonObject();
    object.add("a", 1L).add("b", (Long) null).add("c", Double.NaN).add("d", 0.5);
    assertThat(object.toString()).isEqualTo("{\"a\":1,\"b\":null,\"c\":null,\"d\":0.5}");
  }

  @Test
  void shouldWriteNoHalvesOfCharacters() {
    String text = new JsonObject().add("a", "\ud83db \uD83D\uDC4D \udc4d").toString();
    assertThat(text).isEqualTo("{\"a\":\"\\ufffdb \\ud83d\\udc4d \\ufffd\"}");
  }
}
