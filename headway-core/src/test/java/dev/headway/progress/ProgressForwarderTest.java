package dev.headway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a worker process passes on of what its tasks show. */
class ProgressForwarderTest {
  private final AtomicLong task = new AtomicLong(1);
  private final List<String> told = new ArrayList<>();

  private final Display display =
      new Display(
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
    Progress outer = display.begin("outer", 2);
    Progress inner = outer.nested("inner", 3);
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
    Progress forgotten = display.begin("forgotten");
    assertThat(tick()).isEqualTo("1: [forgotten]");
    task.set(2);
    Progress next = display.begin("next");
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
      display.begin("x", 1).close();
    }
    assertThat(display.isIdle()).isTrue();
  }
}
