package dev.headway.internal.terminal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountFormatTest {
  @ParameterizedTest
  @CsvSource({
    "19, 80, 19/80",
    "99998, 99999, 99998/99999",
    "7, 100000, 7/100k",
    "1999, 100000, 1.9k/100k",
    "99999, 123456, 99k/123k",
    "693210, 2000000, 693k/2.0M",
    "1999999, 2000000, 1.9M/2.0M",
    "47, 40, 47/40",
    "1234567890123, 9223372036854775807, 1.2T/9.2E",
  })
  void shouldShortenLargeNumbersSoThatNoPartLooksLikeTheWhole(long done, long total, String text) {
    assertThat(AmountFormat.progress(done, total, Unit.ITEMS)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1234567890, 3400000000, 1.2/3.4 GB",
    "12345678, 3400000000, 0.0/3.4 GB",
    "12, 999, 12/999 B",
    "999, 1000, 0.9/1.0 kB",
  })
  void shouldTellBytesInTheUnitOfTheWhole(long done, long total, String text) {
    assertThat(AmountFormat.progress(done, total, Unit.BYTES)).isEqualTo(text);
  }

  @Test
  void shouldSayWhatIsDoneIfNobodyKnowsTheWhole() {
    assertThat(AmountFormat.progress(91, null, Unit.ITEMS)).isEqualTo("91 done");
    assertThat(AmountFormat.progress(2_345_678, null, Unit.ITEMS)).isEqualTo("2.3M done");
    assertThat(AmountFormat.progress(45_000_000, null, Unit.BYTES)).isEqualTo("45.0 MB done");
  }

  @Test
  void shouldBeExactAtTheEnd() {
    assertThat(AmountFormat.exact(1500, Unit.ITEMS)).isEqualTo("1500");
    assertThat(AmountFormat.exact(1_800_000, Unit.ITEMS)).isEqualTo("1,800,000");
    assertThat(AmountFormat.exact(1_234_567_890, Unit.BYTES)).isEqualTo("1.2 GB");
  }
}
