package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.TaskEnd;
import dev.headway.work.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventPublisherTest {
  private final List<ProgressEvent> events = new ArrayList<>();
  private final EventPublisher publisher = new EventPublisher("job", List.of(events::add));

  private void taskEnded(long now) {
    publisher.attemptEnded(
        now, new Outcome.Success<>(0, "input", "value", 1), 0, null, TaskEnd.SUCCEEDED, now, false);
  }

  /** A close must not wait for ever. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldEndThoughAnotherThreadIsInAListenerThatDoesNotReturn() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch mayReturn = new CountDownLatch(1);
    List<ProgressEvent> heard = new CopyOnWriteArrayList<>();
    EventPublisher stuck =
        new EventPublisher(
            "job",
            List.of(
                event -> {
                  heard.add(event);
                  if (event instanceof ProgressEvent.TaskStarted) {
                    inside.countDown();
                    awaitStubbornly(mayReturn);
                  }
                }));
    stuck.jobStarted(0, null);
    Thread worker = new Thread(() -> stuck.taskStarted(1, 0, 0));
    worker.start();
    inside.await();

    stuck.jobEnded(2, false);
    mayReturn.countDown();
    worker.join();
    stuck.workerReplaced(3, 0);
    assertThat(heard).extracting(ProgressEvent::nanos).containsExactly(0L, 1L);
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.yield();
    }
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
