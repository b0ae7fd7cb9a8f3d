package dev.headway.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void shouldKeepBothEndsOfALongName() {
    assertThat(Texts.bothEnds("convert --quality 85 a.png b.jpg", 11)).isEqualTo("conve…b.jpg");
    assertThat(Texts.bothEnds("convert a", 9)).isEqualTo("convert a");
    assertThat(Texts.bothEnds("", 9)).isEmpty();
  }

  @Test
  void shouldCutNoCharacterIntoHalves() {
    assertThat(Texts.bothEnds("🙂🙂🙂🙂🙂", 3)).isEqualTo("🙂…🙂");
  }
}
