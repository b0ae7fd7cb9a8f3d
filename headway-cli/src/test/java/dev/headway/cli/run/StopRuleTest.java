package dev.headway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headway.cli.run.StopRule.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StopRuleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "first              | false | FAIL    | 1  | false",
        "now,first          | true  | FAIL    | 1  | false",
        "3                  | false | FAIL    | 3  | false",
        "now,10%            | true  | FAIL    | 10 | true",
        "soon,success=2     | false | SUCCESS | 2  | false",
        "now,done=50%       | true  | DONE    | 50 | true"
      })
  void shouldReadItsFormsAndThoseOfGnuParallel(
      String text, boolean now, What what, long number, boolean percent) {
    StopRule rule = StopRule.parse(text);

    assertThat(rule).isEqualTo(new StopRule(now, what, number, percent));
    assertThat(StopRule.parse(rule.toString())).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0              | false | NONE    | 0  | false",
        "1              | false | FAIL    | 1  | false",
        "2              | true  | FAIL    | 1  | false",
        "-1             | false | SUCCESS | 1  | false",
        "-2             | true  | SUCCESS | 1  | false",
        "20%            | false | FAIL    | 20 | true",
        "now,fail=1     | true  | FAIL    | 1  | false"
      })
  void shouldReadTheNumbersOfHalt(
      String text, boolean now, What what, long number, boolean percent) {
    assertThat(StopRule.parseHalt(text)).isEqualTo(new StopRule(now, what, number, percent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "0%", "101%", "soon", "now,never", "fail=1", "-1", "later,fail=1", ""})
  void shouldRefuseAllElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StopRule.parse(text))
        .withMessageContaining("'" + text + "' is none of never, first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "-3", "first", "101%", "x"})
  void shouldRefuseWhatHaltDoesNotKnow(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> StopRule.parseHalt(text));
  }

  @Test
  void shouldCountPercentOfAKnownTotalFromTheThirdOn() {
    StopRule half = StopRule.parse("50%");

    assertThat(half.isReached(3, 0, -1)).as("total unknown").isFalse();
    assertThat(half.isReached(2, 0, 2)).as("fewer than three").isFalse();
    assertThat(half.isReached(3, 0, 7)).isFalse();
    assertThat(half.isReached(3, 0, 6)).isTrue();
  }

  @Test
  void shouldTellTheNumberOfFailuresByTheStatus() {
    Tally tally = new Tally(StopRule.NEVER, false);
    tally.ended(true);
    assertThat(tally.status()).isZero();
    for (int i = 1; i <= 150; i++) {
      tally.ended(false);
      assertThat(tally.status()).isEqualTo(Math.min(i, 101));
    }
    assertThat(tally.isStopped()).isFalse();
  }

  @Test
  void shouldEndWellIfTheSuccessesThatWereAskedForCame() {
    Tally tally = new Tally(StopRule.parse("soon,success=1"), false);
    tally.ended(false);
    assertThat(tally.status()).isOne();

    tally.ended(true);

    assertThat(tally.isStopped()).isTrue();
    assertThat(tally.status()).isZero();
  }
}
