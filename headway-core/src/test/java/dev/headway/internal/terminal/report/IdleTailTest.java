package dev.headway.internal.terminal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Summary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleTailTest {
  private static final long SECOND = 1_000_000_000L;

  private final IdleTail idleTail = new IdleTail();

  private static Row row(int seconds, int settled, int running, Row.State state) {
    Row.Builder row = new Row.Builder();
    row.id = 1;
    row.total = 20L;
    row.counts = new Counts(settled, 0, 0, 0, 0, 0);
    row.running = running;
    row.elapsedNanos = seconds * SECOND;
    row.state = state;
    return row.build();
  }

  private void at(int seconds, int settled, int running) {
    idleTail.watch(List.of(row(seconds, settled, running, Row.State.RUNNING)));
  }

  private String advice(int seconds, int longest) {
    Row last = row(seconds, 20, 0, Row.State.FINISHED);
    idleTail.watch(List.of(last));
    Summary.Slow slow = new Summary.Slow(19, () -> "last", longest * SECOND);
    return idleTail.advice(last, new Summary(null, Map.of(), List.of(slow)));
  }

  @Test
  void shouldSayWhatLongestFirstWouldHaveSaved() {
    for (int second = 1; second <= 6; second++) {
      at(second, second * 3 - 3, 4);
    }
    for (int second = 7; second <= 14; second++) {
      at(second, 18, 2);
    }
    assertThat(advice(15, 9))
        .isEqualTo(
            "2 inputs kept 2 of 4 workers idle for 0:08;"
                + " longest first: about 0:11 instead of 0:15");
  }

  @Test
  void shouldSayNothingIfTheLongestInputTookAllTheTime() {
    at(1, 0, 4);
    for (int second = 2; second <= 14; second++) {
      at(second, 19, 1);
    }
    assertThat(advice(15, 15)).isEmpty();
  }

  @Test
  void shouldSayNothingIfTheWorkersWereBusyToTheEnd() {
    for (int second = 1; second <= 14; second++) {
      at(second, second, 4);
    }
    assertThat(advice(15, 4)).isEmpty();
  }

  @Test
  void shouldSayNothingOfAMomentAtTheEnd() {
    for (int second = 1; second <= 14; second++) {
      at(second, second, 4);
    }
    at(14, 19, 1);
    assertThat(advice(15, 1)).isEmpty();
  }
}
