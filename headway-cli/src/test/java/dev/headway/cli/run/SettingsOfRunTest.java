package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
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
  @CsvSource({"10, 10000", "1.5, 1500", "90s, 90000", "0.5m, 30000", "2h, 7200000", "1d, 86400000"})
  void shouldReadATime(String text, long millis) {
    assertThat(TimeLimit.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0s", "-1", "10%", "1w", "", "400d", "1e3"})
  void shouldRefuseOtherTimes(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TimeLimit.parse(text));
  }
}
