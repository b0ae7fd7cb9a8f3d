package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Utilization;
import dev.headway.terminal.JsonView;
import dev.headway.work.Threads;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one of many jobs costs in a program that runs for months. */
@Timeout(120)
class ManyJobsTest {
  private static final int WORKERS = 8;

  /** Else ten thousand jobs of a service cost a hundred million rows. */
  @Test
  void shouldNotAskOtherJobsWhenOneEndsThatNoViewShows() {
    LiveDisplay display = LiveDisplay.of();
    ProgressTracker other = ProgressTracker.ofTasks("other", 1, null);
    ProgressTracker one = ProgressTracker.ofTasks("one", 1, null);
    AtomicInteger asked = new AtomicInteger();
    other.idleness(
        () -> {
          asked.incrementAndGet();
          return Utilization.Idle.OTHER;
        });
    display.open(other);
    display.open(one);

    display.close(one, true);

    assertThat(asked).hasValue(0);
    assertThat(display.row(one).complete()).isTrue();
    assertThat(display.isIdle()).as("the other goes on").isFalse();
    display.close(other, false);
    assertThat(display.isIdle()).isTrue();
  }

  private static void assertCollected(WeakReference<?> reference) throws InterruptedException {
    while (reference.get() != null) { // Until the time-out of the test.
      System.gc();
      Thread.sleep(1);
    }
  }

  @Test
  void shouldNotKeepTheInputsOfAJobThatIsOver() throws Exception {
    try (Pool pool = Pool.on(Threads.of(WORKERS)).quiet()) {
      assertCollected(inputOfAJob(pool));
    }
  }

  private static WeakReference<Object> inputOfAJob(Pool pool) {
    Object input = new Object();
    assertThat(pool.map(List.of(input, input, input), Object::hashCode).toList()).hasSize(3);
    return new WeakReference<>(input);
  }

  /** A job inside of a task has no row, and so no end that a view sees. */
  @Test
  void shouldNotKeepTheFailuresOfJobsWithoutARow() throws Exception {
    JsonView view = new JsonView(new PrintStream(OutputStream.nullOutputStream()));
    WeakReference<ProgressListener> failures = new WeakReference<>(view.failureListener(5));

    view.show(new Snapshot(1, List.of()));
    assertThat(failures.get()).as("it may be in the next snapshot").isNotNull();
    view.show(new Snapshot(2, List.of()));

    assertCollected(failures);
  }

  /** Each of them looked a hundred times a second. */
  @Test
  void shouldLetOneThreadAloneLookWhetherASourceGoesOn() throws Exception {
    CountDownLatch more = new CountDownLatch(1);
    List<Integer> inputs = new ArrayList<>();
    for (int i = 0; i < 10 * WORKERS; i++) {
      inputs.add(i);
    }
    Iterator<Integer> first = inputs.iterator();
    Iterator<Integer> blocking =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            if (!first.hasNext()) {
              await(more);
              return false;
            }
            return true;
          }

          @Override
          public Integer next() {
            return first.next();
          }
        };
    List<Thread> threads = new CopyOnWriteArrayList<>();
    CountDownLatch allUp = new CountDownLatch(WORKERS);
    Threads backend =
        Threads.madeBy(
            body -> {
              Thread thread = new Thread(body);
              thread.setDaemon(true);
              threads.add(thread);
              return thread;
            },
            WORKERS);
    try (Pool pool = Pool.on(backend).quiet()) {
      Iterator<Integer> values =
          pool.map(
                  blocking,
                  x -> {
                    allUp.countDown();
                    await(allUp);
                    return x;
                  })
              .iterator();
      for (int i = 0; i < inputs.size(); i++) {
        assertThat(values.next()).isEqualTo(i);
      }
      // The thread that reads waits for the latch, and one looks now and then.
      while (threads.stream().filter(ManyJobsTest::waitsToBeWoken).count() < WORKERS - 1) {
        Thread.sleep(1); // Until the time-out of the test.
      }
      more.countDown();
      assertThat(values.hasNext()).isFalse();
    }
  }

  private static boolean waitsToBeWoken(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
