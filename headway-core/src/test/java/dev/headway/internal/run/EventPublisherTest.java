package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.TaskEnd;
import dev.headway.work.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
  private final List<ProgressEvent> events = new ArrayList<>();
  private final EventPublisher publisher = new EventPublisher("job", List.of(events::add));

  private void taskEnded(long now) {
    publisher.attemptEnded(
        now, new Outcome.Success<>(0, "input", "value", 1), 0, null, TaskEnd.SUCCEEDED, now, false);
  }

  @Test
  void shouldTellNothingBehindTheEnd() {
    publisher.jobStarted(0, null);
    taskEnded(1);
    publisher.jobEnded(2, false);
    taskEnded(3);
    publisher.workerReplaced(4, 0);

    assertThat(events).extracting(ProgressEvent::nanos).containsExactly(0L, 1L, 2L);
  }
}
