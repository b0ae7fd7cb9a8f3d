package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.progress.ProgressForwarder;
import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a worker process passes on of what its tasks show. */
class ProgressForwarderTest {
  private final AtomicLong task = new AtomicLong(1);
  private final List<String> told = new ArrayList<>();

  private final LiveDisplay display =
      new LiveDisplay(
          () -> 0,
          List.of(),
          false,
          new ProgressForwarder() {
            @Override
            public long task() {
              return task.get();
            }

            @Override
            public void show(long its, Snapshot snapshot) {
              told.add(its + ": " + snapshot.rows().stream().map(Row::label).toList());
            }
          });

  private String tick() {
    told.clear();
    display.tick();
    return told.isEmpty() ? "" : told.get(0);
  }

  @Test
  void shouldTellWhatTheTaskShowsAndTakeItBack() {
    ProgressHandle outer = Handles.begin(display, "outer", 2L);
    ProgressHandle inner = outer.nested("inner", 3);
    assertThat(tick()).isEqualTo("1: [outer, inner]");
    inner.close();
    assertThat(tick()).isEqualTo("1: [outer]");
    outer.close();
    assertThat(tick()).isEqualTo("1: []");
    assertThat(tick()).isEmpty();
    assertThat(display.isIdle()).isTrue();
  }

  @Test
  void shouldDropWhatATaskForgotToClose() {
    ProgressHandle forgotten = Handles.begin(display, "forgotten", null);
    assertThat(tick()).isEqualTo("1: [forgotten]");
    task.set(2);
    ProgressHandle next = Handles.begin(display, "next", null);
    assertThat(tick()).isEqualTo("2: [next]");
    forgotten.advance();
    forgotten.close();
    next.close();
    tick();
    assertThat(display.isIdle()).isTrue();
  }

  @Test
  void shouldKeepNothingOfWhatWasNeverSeen() {
    for (int i = 0; i < 1000; i++) {
      Handles.begin(display, "x", 1L).close();
    }
    assertThat(display.isIdle()).isTrue();
  }
}
