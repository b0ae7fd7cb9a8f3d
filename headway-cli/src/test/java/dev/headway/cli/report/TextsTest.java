package dev.headway.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

  @Test
  void shouldWriteTimesAsInstantsDo() {
    InstantText times = new InstantText();
    Random random = new Random(42);
    List<Long> all = new ArrayList<>(List.of(0L, 1L, -1L, 999_000L, -1_000_000L, 1_000L));
    for (int i = 0; i < 10_000; i++) {
      long around = 1_700_000_000_000_000L + random.nextInt() * 1_000L;
      all.add(around + random.nextInt(1_000) * (i % 3));
      all.add(random.nextLong() / 1_000);
    }
    for (long micros : all) {
      StringBuilder text = new StringBuilder();
      times.add(text, micros);

      assertThat(text.toString()).isEqualTo(Texts.instant(micros).toString());
    }
  }

  @Test
  void shouldWriteNumbersWithTheirLastPlacesBehindThePoint() {
    assertThat(fixed(0, 3)).isEqualTo("0.000");
    assertThat(fixed(7, 9)).isEqualTo("0.000000007");
    assertThat(fixed(1_234_567, 6)).isEqualTo("1.234567");
    assertThat(fixed(1_700_000_000_123L, 3)).isEqualTo("1700000000.123");
    assertThat(fixed(Long.MAX_VALUE, 9)).isEqualTo("9223372036.854775807");
  }

  private static String fixed(long number, int places) {
    StringBuilder text = new StringBuilder();
    Texts.fixed(text, number, places);
    return text.toString();
  }
}
