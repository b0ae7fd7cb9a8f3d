package dev.headway.internal.terminal.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Counts;
import dev.headway.progress.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "1999, 1.9 kB",
    "999999, 999.9 kB",
    "1000000, 1.0 MB",
    "3999999, 3.9 MB",
    "1234567890, 1.2 GB",
    "9223372036854775807, 9.2 EB"
  })
  void shouldRoundBytesDown(long bytes, String text) {
    assertThat(AmountFormat.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "59, 0:59", "60, 1:00", "3599, 59:59", "3723, 1:02:03", "90000, 25:00:00"})
  void shouldShowTimeAsAClock(long seconds, String text) {
    assertThat(Formats.elapsed(seconds * SECOND + SECOND - 1)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "123.9, 123/s",
    "3.24, 3.2/s",
    "1, 1.0/s",
    "0.25, 4.0 s each",
    "0.01, 1:40 each",
    "1e-300, 277777777777:46:40 each",
    "0, 0/s"
  })
  void shouldShowSlowRatesAsTimeForEach(double rate, String text) {
    assertThat(Formats.rate(rate, Unit.ITEMS)).isEqualTo(text);
  }

  @Test
  void shouldShowRatesOfBytesInMultiples() {
    assertThat(Formats.rate(1_230_000, Unit.BYTES)).isEqualTo("1.2 MB/s");
  }

  @Test
  void shouldTellApartWhatDidNotEndWell() {
    assertThat(Formats.problems(new Counts(9, 3, 0, 2, 1, 0)))
        .isEqualTo("5 failed (2 crashed), 1 cancelled");
    assertThat(Formats.problems(new Counts(9, 3, 4, 2, 0, 1)))
        .isEqualTo("9 failed (4 timed out, 2 crashed), 1 retry");
    assertThat(Formats.problems(new Counts(9, 0, 4, 0, 0, 0))).isEqualTo("4 timed out");
    assertThat(Formats.problems(new Counts(9, 0, 0, 0, 0, 13))).isEqualTo("13 retries");
    assertThat(Formats.problems(new Counts(9, 0, 0, 0, 0, 0))).isEmpty();
  }

  @Test
  void shouldTellWhatWasDoneBeforeInItsUnit() {
    Counts counts = new Counts(9, 0, 0, 0, 0, 0, 1_250_000);

    assertThat(Formats.problems(counts)).isEqualTo("1,250,000 before");
    assertThat(Formats.problems(counts, Unit.BYTES)).isEqualTo("1.2 MB before");
  }
}
