package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that stops in the middle: what had an end is kept, and the rest alone runs again. */
@Timeout(180)
class JournalInterruptedTest {
  private static final int INPUTS = 200;
  private static final int WORKERS = 3;

  /** Those that do not come to an end. */
  private static final Set<Integer> STUCK = Set.of(20, 70, 120);

  @TempDir Path folder;

  private final Set<Integer> ran = ConcurrentHashMap.newKeySet();
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch stuck = new CountDownLatch(WORKERS);

  private int stopsAtSome(int input) throws InterruptedException {
    ran.add(input);
    if (STUCK.contains(input)) {
      stuck.countDown();
      never.await();
    }
    return input;
  }

  private Set<Integer> ranAgain(Path journal) {
    Set<Integer> again = ConcurrentHashMap.newKeySet();
    try (Pool pool = Pool.on(Threads.of(WORKERS)).quiet()) {
      List<Integer> values =
          pool.over(inputs())
              .journal(Journal.at(journal))
              .map(
                  (Integer x) -> {
                    again.add(x);
                    return x;
                  })
              .toList();
      assertThat(values).isEqualTo(inputs());
    }
    return again;
  }

  private static List<Integer> inputs() {
    return IntStream.range(0, INPUTS).boxed().toList();
  }

  private static Set<Integer> without(Set<Integer> kept) {
    Set<Integer> others = ConcurrentHashMap.newKeySet();
    others.addAll(inputs());
    others.removeAll(kept);
    return others;
  }

  /** Takes all outcomes that there will be: each worker has a task without an end then. */
  private Set<Integer> takeUntilStuck(Results<Integer, Integer> results)
      throws InterruptedException {
    Iterator<Outcome<Integer, Integer>> outcomes = results.outcomes().iterator();
    stuck.await(); // Before this, nobody knows which outcome is the last.
    Set<Integer> taken = ConcurrentHashMap.newKeySet();
    while (taken.size() < ran.size() - WORKERS) {
      taken.add(outcomes.next().input());
    }
    return taken;
  }

  @Test
  void shouldRunAgainOnlyWhatHadNoEndWhenItIsClosed() throws Exception {
    Path journal = folder.resolve("job.hwj");
    Set<Integer> taken;
    try (Pool pool = Pool.on(Threads.of(WORKERS)).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs())
                .unordered()
                .journal(Journal.at(journal))
                .map((Integer x) -> stopsAtSome(x))) {
      taken = takeUntilStuck(results);
    }

    assertThat(ran).containsAll(STUCK);
    assertThat(ranAgain(journal)).isEqualTo(without(taken)).containsAll(STUCK);
  }

  /** Its return value tells of the interrupt, and not of the input. */
  @Test
  void shouldRunAgainWhatReturnsAfterItsInterrupt() {
    Path journal = folder.resolve("job.hwj");
    CountDownLatch begun = new CountDownLatch(1);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Job<Integer> job = pool.over(List.of(0, 1)).journal(Journal.at(journal));
      assertThatThrownBy(() -> job.map((Integer x) -> failsOrReturns(x, begun)).toList())
          .isInstanceOf(TaskFailedException.class);
      List<Integer> again = new CopyOnWriteArrayList<>();

      assertThat(
              job.map(
                      (Integer x) -> {
                        again.add(x);
                        return 10 + x;
                      })
                  .toList())
          .containsExactly(10, 11);
      assertThat(again).containsExactlyInAnyOrder(0, 1);
    }
  }

  private int failsOrReturns(int input, CountDownLatch begun) throws InterruptedException {
    if (input == 0) {
      begun.await();
      throw new IllegalStateException("fails");
    }
    begun.countDown();
    try {
      never.await();
    } catch (InterruptedException e) {
      return -1;
    }
    return input;
  }

  /** As after a kill at the moment of the copy: the tasks in progress are as many as workers. */
  @Test
  void shouldRunAgainAtMostWhatIsInFlightWhenItIsKilled() throws Exception {
    Path journal = folder.resolve("job.hwj");
    Path left = folder.resolve("left.hwj");
    try (Pool pool = Pool.on(Threads.of(WORKERS)).quiet();
        Results<Integer, Integer> results =
            pool.over(inputs())
                .unordered()
                .journal(Journal.at(journal).durable())
                .map((Integer x) -> stopsAtSome(x))) {
      takeUntilStuck(results);
      Files.copy(journal, left);
      List<Integer> twice = new ArrayList<>(ranAgain(left));
      twice.retainAll(ran);
      assertThat(twice).containsExactlyInAnyOrderElementsOf(STUCK);
    }
  }
}
