package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

  @Test
  void shouldMakeWhatMovesTheCursorVisible() {
    assertThat(Visible.of("a\033[2Jb\nc\td\u0085e\u202ef\177"))
        .isEqualTo("a^[[2Jb c d\\u0085e\\u202ef^?");
  }

  @Test
  void shouldReplaceHalvesOfCharacters() {
    assertThat(Visible.of("a\ud83db")).isEqualTo("a\\ud83db");
    assertThat(Visible.of("👍")).isEqualTo("👍");
  }

  @Test
  void shouldLeaveOtherTextAsItIs() {
    String text = "plain, 漢字";
    assertThat(Visible.of(text)).isSameAs(text);
  }
}
