package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Marks of a run whose results another thread closes. */
@Timeout(180)
class JournalMarksTest {
  @TempDir Path folder;

  private final List<Object> ran = Collections.synchronizedList(new ArrayList<>());

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private int send(int order) {
    ran.add(order);
    return order;
  }

  /** The inputs that run anew. */
  private List<Object> run(Journal<? super Integer> journal) {
    ran.clear();
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      pool.over(inputs(20)).journal(journal).map(this::send).toList();
    }
    return ran;
  }

  /** In order, the first task holds up the two that have succeeded when the results are closed. */
  @Test
  void shouldDeliverAndMarkWhatHadSucceededWhenAnotherThreadClosesTheResults() {
    Journal<Integer> marks = Journal.at(folder.resolve("job.hwj")).<Integer>key(x -> x).marksOnly();
    CountDownLatch othersEnded = new CountDownLatch(2);
    List<Integer> delivered = new ArrayList<>();
    ProgressListener count =
        event -> {
          if (event instanceof ProgressEvent.TaskEnded) {
            othersEnded.countDown();
          }
        };
    try (Pool pool = Pool.on(Threads.of(2)).quiet().withListener(count);
        Results<Integer, Integer> results =
            pool.over(inputs(3)).journal(marks).map(this::sendUnlessFirst)) {
      Runnable close = results::close;
      Thread closing =
          new Thread(
              () -> {
                awaitLatch(othersEnded);
                close.run();
              });
      closing.start();

      assertThatThrownBy(() -> results.forEach(delivered::add))
          .isInstanceOfSatisfying(
              JobCancelledException.class,
              e -> assertThat(e.outcomes()).extracting(Outcome::index).containsExactly(0L));
      assertThat(delivered).containsExactly(1, 2);
      assertThat(run(marks)).as("free, and marked").contains(0).doesNotContain(1, 2);
    }
  }

  private int sendUnlessFirst(int order) throws InterruptedException {
    if (order == 0) {
      new CountDownLatch(1).await(); // Until it is interrupted.
    }
    return send(order);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it is given last is marked too, though the results are closed before it asks again. */
  @Test
  void shouldMarkWhatTheConsumerHasTakenWhenAnotherThreadClosesTheResults() throws Exception {
    Journal<Integer> marks = Journal.at(folder.resolve("job.hwj")).<Integer>key(x -> x).marksOnly();
    try (Pool pool = Pool.on(Threads.of(1)).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs(20)).window(1).journal(marks).map(this::send)) {
      Iterator<Integer> values = results.iterator();
      assertThat(values.next()).isZero();
      Thread closing = new Thread(results::close);
      closing.start();
      closing.join();

      assertThatThrownBy(() -> values.forEachRemaining(value -> {}))
          .isInstanceOf(JobCancelledException.class);
      assertThat(run(marks)).as("free, and marked").doesNotContain(0);
    }
  }
}
