package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsOfRunTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "1024, 1024", "100%, 8", "50%, 4", "1%, 1", "250%, 20", "+2, 10"})
  void shouldReadANumberOfJobs(String text, int jobs) {
    assertThat(JobCount.parse(text, 8)).isEqualTo(jobs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0%", "-1", "1025", "x", "", "+2%", "1.5", "99999999999"})
  void shouldRefuseOtherNumbersOfJobs(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobCount.parse(text, 8))
        .withMessageStartingWith("'" + text + "' is no number of jobs from 1 to 1024");
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10000",
    "1.5, 1500",
    "90s, 90000",
    "0.5m, 30000",
    "2h, 7200000",
    "1d, 86400000",
    "1h30m, 5400000",
    "1m1.5, 61500"
  })
  void shouldReadATime(String text, long millis) {
    assertThat(TimeLimit.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0s", "-1", "10%", "1w", "", "400d", "1e3", "1h 30m", "5m5m5x"})
  void shouldRefuseOtherTimes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TimeLimit.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"5/s, 200", "100/m, 600", "1000/h, 3600", "0.5/s, 2000", "24/d, 3600000"})
  void shouldReadARate(String text, long millis) {
    assertThat(Rate.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/s", "5", "5/w", "-1/s", "/s", "1000000000/s"})
  void shouldRefuseOtherRates(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.parse(text))
        .withMessageStartingWith("'" + text + "' is no rate of jobs, such as 5/s");
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "10k, 10000", "10K, 10240", "1M, 1048576", "1.5k, 1500", "2G, 2147483648"})
  void shouldReadASizeAsGnuParallelDoes(String text, long bytes) {
    assertThat(ByteCount.parse(text, 1, Long.MAX_VALUE)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1X", "", "k", "99999999P"})
  void shouldRefuseOtherSizes(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteCount.parse(text, 1, Long.MAX_VALUE))
        .withMessageStartingWith("'" + text + "' is no number from 1");
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "0.5, 0.5", "50%, 4", "200%, 16"})
  void shouldReadALoad(String text, double processes) {
    assertThat(LoadLimit.parse(text, 8)).isEqualTo(processes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0%", "-1", "x", ""})
  void shouldRefuseOtherLoads(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> LoadLimit.parse(text, 8));
  }

  @Test
  void shouldReadEscapes() {
    assertThat(Escapes.of("a\\tb\\n\\x41\\101\\0\\\\t\\q\\")).isEqualTo("a\tb\nAA\0\\t\\q\\");
  }
}
