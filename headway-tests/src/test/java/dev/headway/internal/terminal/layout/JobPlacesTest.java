package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPlacesTest {
  private final JobPlaces places = new JobPlaces();
  private final List<Row> rows = new ArrayList<>();

  private void begin(long id) {
    rows.add(Rows.named("job").id(id).row());
  }

  private void failIn(long id) {
    rows.replaceAll(row -> row.id() == id ? Rows.named("job").id(id).done(1, 1, 0, 0).row() : row);
  }

  private List<Long> shown() {
    return places.of(rows, 2).stream().map(Row::id).toList();
  }

  @Test
  void shouldKeepABarForAsLongAsItsJobRuns() {
    for (long id = 1; id <= 3; id++) {
      begin(id);
    }
    assertThat(shown()).containsExactly(1L, 2L);
    rows.remove(0);
    begin(4);
    assertThat(shown()).containsExactly(2L, 3L);
  }

  @Test
  void shouldGiveAPlaceToAJobWithFailures() {
    for (long id = 1; id <= 4; id++) {
      begin(id);
    }
    assertThat(shown()).containsExactly(1L, 2L);
    failIn(3);
    assertThat(shown()).containsExactly(1L, 3L);
    failIn(4);
    assertThat(shown()).containsExactly(3L, 4L);
    failIn(1);
    assertThat(shown()).containsExactly(3L, 4L);
  }
}
