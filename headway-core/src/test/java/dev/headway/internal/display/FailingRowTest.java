package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.progress.CountedLoop;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A progress whose numbers cannot be had costs no other one its bar. */
class FailingRowTest {
  private List<String> labels = List.of();
  private final LiveDisplay display =
      LiveDisplay.manual(
          () -> 0, snapshot -> labels = snapshot.rows().stream().map(Row::label).toList());

  /** Is asked for each row, also for the last one. */
  private static final class Failing implements CountedLoop {
    @Override
    public void check(long now) {}

    @Override
    public boolean isAbandoned(long now, long elapsed) {
      throw new IllegalStateException("has no numbers");
    }

    @Override
    public void exit() {}
  }

  @Test
  void shouldShowTheOthers() {
    ProgressTracker failing = ProgressTracker.ofTasks("failing", 1, 1, null);
    failing.loop = new Failing();
    display.open(failing);
    try (ProgressHandle other = Handles.begin(display, "other", null)) {
      other.advance();
      display.tick();
      assertThat(labels).containsExactly("other");
    }

    display.close(failing, true);

    assertThat(display.isIdle()).isTrue();
  }
}
