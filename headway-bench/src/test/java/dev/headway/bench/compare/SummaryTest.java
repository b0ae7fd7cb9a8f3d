package dev.headway.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static Result result(Contestant contestant, double answer) {
    Result result = new Result(contestant);
    result.add(answer);
    return result;
  }

  @Test
  void shouldSetHeadwayBesideTheBestPeerAndTheFloor() {
    Row row = new Row("steps", "", Unit.NANOS, "little", List.of());
    Summary summary = new Summary();
    summary.add(
        row,
        List.of(
            result(Contestant.headway("Headway"), 10),
            result(Contestant.java("slow"), 40),
            result(Contestant.java("fast"), 20),
            result(Contestant.java("no peer").as(Contestant.Role.REFERENCE), 1),
            result(Contestant.floor("floor"), 5)));

    assertThat(summary.text())
        .contains("| steps | little | 10.0 ns | 20.0 ns, fast | 5.00 ns |        0.50 |    2.00 |");
  }

  @Test
  void shouldLeaveOutWhatIsMissing() {
    Row row = new Row("steps", "", Unit.NANOS, "little", List.of());
    Result failed = result(Contestant.headway("Headway"), 10);
    failed.fail("failed");
    Summary summary = new Summary();
    summary.add(row, List.of(failed, result(Contestant.java("fast"), 20)));

    assertThat(summary.text())
        .contains("| steps | little |         | 20.0 ns, fast |       |             |         |");
  }
}
