package dev.headway.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "500, 500",
    "500B, 500",
    "1k, 1024",
    "1.5M, 1572864",
    "4G, 4294967296",
    "4GiB, 4294967296",
    "4gb, 4000000000",
    "2TB, 2000000000000",
    "1E, 1152921504606846976",
    "9223372036854775807, 9223372036854775807"
  })
  void shouldReadBytesAsHeadDoes(String text, long bytes) {
    assertThat(Amount.ofBytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1234, 1234", "10k, 10000", "1.5M, 1500000"})
  void shouldReadLinesInThousands(String text, long lines) {
    assertThat(Amount.ofLines(text)).isEqualTo(lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "G", "4X", "1e3", "8E", "4 G", "4GG", "9223372036854775808"})
  void shouldRefuseWhatIsNoAmount(String text) {
    assertThatThrownBy(() -> Amount.ofBytes(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'" + text + "' is no amount, such as 500, 1.5M, 4G (of 1024) or 4GB (of 1000)");
  }
}
