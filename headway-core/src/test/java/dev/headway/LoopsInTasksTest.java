package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.display.CountedIterable;
import dev.headway.progress.Row;
import dev.headway.progress.SubProgress;
import dev.headway.work.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Loops with a bar inside of a task. */
class LoopsInTasksTest {
  private static final List<Integer> TEN = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private final AtomicLong clock = new AtomicLong();
  private final List<Row> rows = new ArrayList<>();
  private final Display display =
      Display.manual(clock::get, snapshot -> rows.addAll(snapshot.rows()));

  private CountedIterable<Integer> over(String label) {
    return new CountedIterable<>(display.live(), label, TEN);
  }

  private String workAndLeaveALoop(String task) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
    for (int x : over("left")) {
      if (x == 3) {
        break;
      }
    }
    for (int x : over("going")) {
      if (x == 5) {
        display.tick();
        display.tick();
      }
    }
    return task;
  }

  @Test
  void shouldShowNoLoopThatTheTaskHasLeft() {
    try (Pool pool = Pool.on(Serial.here()).on(display)) {
      assertThat(pool.map(List.of("task"), this::workAndLeaveALoop).toList()).hasSize(1);
    }

    assertThat(rows.get(1).longest())
        .singleElement()
        .satisfies(
            task ->
                assertThat(task.parts()).extracting(SubProgress::label).containsExactly("going"));
  }
}
