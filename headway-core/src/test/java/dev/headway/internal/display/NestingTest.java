package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import dev.headway.progress.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What stands below what. */
class NestingTest {
  private static final List<Integer> TEN = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private final List<Row> ended = new ArrayList<>();
  private List<Row> going = List.of();
  private final LiveDisplay display = LiveDisplay.manual(() -> 0, this::show);

  private void show(Snapshot snapshot) {
    going = snapshot.rows();
    going.stream().filter(row -> row.state() != Row.State.RUNNING).forEach(ended::add);
  }

  private CountedIterable<Integer> over(String label) {
    return new CountedIterable<>(display, label, TEN);
  }

  private List<String> labels() {
    return going.stream().map(row -> "  ".repeat(row.depth()) + row.label()).toList();
  }

  @Test
  void shouldNestWhatIsBegunInALoopOfItsOwnThreadAlone() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    List<ProgressHandle> others = new ArrayList<>();
    for (int x : over("loop")) {
      if (x == 1) {
        break;
      }
      try (ProgressHandle inner = Handles.begin(display, "inner", null)) {
        Thread other =
            new Thread(
                () -> {
                  others.add(Handles.begin(display, "beside", null));
                  seen.countDown();
                });
        other.start();
        assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
        other.join();
        inner.advance();
        display.tick();
        assertThat(labels()).containsExactly("loop", "  inner", "beside");
      }
    }
    others.forEach(ProgressHandle::close);
  }
}
