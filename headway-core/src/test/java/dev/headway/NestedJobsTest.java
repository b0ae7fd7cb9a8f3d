package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.display.CountedIterable;
import dev.headway.progress.Row;
import dev.headway.work.Serial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs below the loops that run them. */
class NestedJobsTest {
  private static final List<Integer> TEN = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  @Test
  void shouldNestAJobInTheLoopAroundIt() {
    List<Row> ended = new ArrayList<>();
    Display display =
        Display.manual(
            () -> 0,
            snapshot ->
                snapshot.rows().stream()
                    .filter(row -> row.state() != Row.State.RUNNING)
                    .forEach(ended::add));

    try (Pool pool = Pool.on(Serial.here()).on(display)) {
      for (int x : new CountedIterable<>(display.live(), "loop", TEN)) {
        assertThat(pool.over(TEN).named("job").map(y -> y).toList()).hasSize(10);
      }
    }

    assertThat(ended).hasSize(11).filteredOn(row -> row.depth() == 1).hasSize(10);
  }
}
