package dev.headway.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.progress.PaddedCounter;
import dev.headway.internal.progress.StripedCounter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class StripedCounterTest {
  private static final int EACH = 20_000;

  private final StripedCounter stripedCounter = new StripedCounter();

  @Test
  void shouldSumWhatOneThreadAddsAndTakesBack() {
    stripedCounter.add(5);
    stripedCounter.add(1);
    stripedCounter.add(-4);

    assertThat(stripedCounter.sum()).isEqualTo(2);
    assertThat(stripedCounter.slots()).isEqualTo(1);
  }

  @Test
  void shouldLoseNothingWithMoreThreadsThanSlots() throws Exception {
    int threads = 3 * StripedCounter.SLOTS;
    CyclicBarrier together = new CyclicBarrier(threads);
    run(
        threads,
        () -> {
          together.await();
          for (int i = 0; i < EACH; i++) {
            stripedCounter.add(1);
          }
          together.await(); // So that no thread inherits from another.
        });

    assertThat(stripedCounter.sum()).isEqualTo((long) threads * EACH);
    assertThat(stripedCounter.slots()).isEqualTo(StripedCounter.SLOTS);
  }

  @Test
  void shouldKeepWhatThreadsAddedThatAreGone() throws Exception {
    for (int round = 1; round <= 20; round++) {
      run(StripedCounter.SLOTS, () -> stripedCounter.add(3));
      System.gc(); // Lets the next ones inherit; the sum is the same if it does not.
      assertThat(stripedCounter.sum()).isEqualTo(3L * StripedCounter.SLOTS * round);
      assertThat(stripedCounter.slots()).isLessThanOrEqualTo(StripedCounter.SLOTS);
    }
  }

  @Test
  void shouldTellThreadsApartThatGiveTheSameId() throws Exception {
    CyclicBarrier together = new CyclicBarrier(8);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          new Thread(() -> unchecked(together::await, () -> addMany(EACH), together::await)) {
            @Override
            public long getId() {
              return 7;
            }
          });
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(stripedCounter.sum()).isEqualTo(8L * EACH);
  }

  @Test
  void shouldKeepNoThreadAlive() throws Exception {
    PaddedCounter paddedCounter = new PaddedCounter(new Thread(() -> {}), 1);
    for (int i = 0; i < 100 && !paddedCounter.refersTo(null); i++) {
      System.gc();
    }

    assertThat(paddedCounter.refersTo(null)).isTrue();
    assertThat(paddedCounter.count()).isEqualTo(1);
  }

  @Test
  void shouldShowWhatAnotherThreadDidWhileItLives() throws Exception {
    List<Long> seen = new ArrayList<>();
    LiveDisplay display =
        LiveDisplay.manual(
            () -> 0, snapshot -> seen.add(snapshot.rows().get(0).counts().settled()));
    ProgressHandle progress = Handles.begin(display, "", 10L);
    progress.advance();
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              progress.advance(2);
              done.countDown();
              unchecked(looked::await);
            });
    other.start();
    done.await();
    display.tick();
    looked.countDown();
    other.join();
    progress.advance(4);
    progress.close();

    assertThat(seen).containsExactly(3L, 7L);
  }

  @Test
  void shouldCountALoopThatThreadsTakeTurnsIn() throws Exception {
    List<Long> seen = new ArrayList<>();
    LiveDisplay display =
        LiveDisplay.manual(
            () -> 0, snapshot -> seen.add(snapshot.rows().get(0).counts().settled()));
    Iterator<Integer> loop =
        ProgressWrappers.iterator(display, "", List.of(1, 2, 3).iterator(), null);
    run(1, loop::next);
    run(1, loop::next);
    display.tick();
    run(1, loop::next);
    run(1, loop::hasNext);

    assertThat(seen).containsExactly(1L, 3L);
  }

  private void addMany(int times) {
    for (int i = 0; i < times; i++) {
      stripedCounter.add(1);
    }
  }

  /** A step that may be interrupted, although no test does so. */
  private interface Action {
    void run() throws Exception;
  }

  private static void run(int threads, Action action) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(new Thread(() -> unchecked(action)));
    }
    all.forEach(Thread::start);
    for (Thread thread : all) {
      thread.join();
    }
  }

  private static void unchecked(Action... actions) {
    try {
      for (Action action : actions) {
        action.run();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
