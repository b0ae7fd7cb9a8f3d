package dev.headway.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  private static Result result(Contestant contestant, double... answers) {
    Result result = new Result(contestant);
    for (double answer : answers) {
      result.add(answer);
    }
    return result;
  }

  private static String table(Unit unit, Result... results) {
    Row row = new Row("row", "What is done", unit, "", List.of());
    return new Table(row, List.of(results)).text();
  }

  @Test
  void shouldCompareMediansWithHeadwayAndWithTheFloor() {
    String table =
        table(
            Unit.NANOS,
            result(Contestant.headway("Headway"), 30, 10, 20),
            result(Contestant.java("peer"), 50, 50, 60),
            result(Contestant.floor("floor"), 10, 10, 10));

    assertThat(table)
        .isEqualTo(
            """
            ### row

            What is done.

            |             |   ns | least – most | × Headway | × floor |
            |-------------|-----:|-------------:|----------:|--------:|
            | **Headway** | 20.0 |  10.0 – 30.0 |      1.00 |    2.00 |
            | peer        | 50.0 |  50.0 – 60.0 |      2.50 |    5.00 |
            | floor       | 10.0 |  10.0 – 10.0 |      0.50 |    1.00 |

            """);
  }

  @Test
  void shouldCompareTimesAlsoWhereAThroughputIsShown() {
    String table =
        table(
            Unit.mebibytesPerSecond(1),
            result(Contestant.headway("Headway"), 1e6),
            result(Contestant.java("half as fast"), 2e6));

    assertThat(table).containsPattern("half as fast .* 500 .* 2\\.00");
  }

  @Test
  void shouldSayWhyAContestantIsMissing() {
    Result missing = result(Contestant.python("joblib"));
    missing.fail("skipped, python3-joblib is not installed");

    assertThat(table(Unit.NANOS, result(Contestant.headway("Headway"), 1), missing))
        .contains("joblib: skipped, python3-joblib is not installed")
        .doesNotContain("| joblib");
  }

  @Test
  void shouldForgetWhatAContestantAnsweredBeforeItFailed() {
    Result failed = result(Contestant.headway("Headway"), 1);
    failed.fail("failed, exit status 1");

    assertThat(table(Unit.NANOS, failed, result(Contestant.java("peer"), 2)))
        .doesNotContain("| **Headway**")
        .contains("Headway: failed, exit status 1");
  }

  @Test
  void shouldGiveNoRatioBetweenNumbersThatNoiseMadeNegative() {
    assertThat(
            table(
                Unit.NANOS,
                result(Contestant.headway("Headway"), -1),
                result(Contestant.java("peer"), 60)))
        .containsPattern("peer +\\| +60\\.0 \\| +60\\.0 – 60\\.0 \\| +\\| +\\|");
  }
}
