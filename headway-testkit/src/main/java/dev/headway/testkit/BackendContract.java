package dev.headway.testkit;

import static dev.headway.testkit.ContractFunctions.longs;
import static dev.headway.testkit.ContractFunctions.outcomes;
import static dev.headway.testkit.ContractFunctions.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headway.Display;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.SourceFailedException;
import dev.headway.TaskFailedException;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.Ticker;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every backend owes to its pool. Extend it and say which backend is meant:
 *
 * <pre>{@code
 * class ThreadsContractTest extends BackendContract {
 *   @Override protected Backend backend(int workers) { return Threads.of(workers); }
 * }
 * }</pre>
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class BackendContract {
  private final List<Row> rows = new ArrayList<>();
  private final Display display =
      Display.manual(Ticker.system(), snapshot -> rows.addAll(snapshot.rows()));

  /** For subclasses. */
  protected BackendContract() {}

  /**
   * The backend under test.
   *
   * @param workers how many workers the test would like; a backend that has but one may ignore it
   * @return a new backend
   */
  protected abstract Backend backend(int workers);

  private Pool pool(int workers) {
    return Pool.on(backend(workers)).quiet();
  }

  @Test
  void shouldDeliverInTheOrderOfTheInputs() {
    try (Pool pool = pool(4)) {
      List<Integer> inputs = List.of(5, 4, 3, 2, 1);

      assertThat(pool.map(inputs, ContractFunctions::slowAddOne).toList())
          .containsExactly(6, 5, 4, 3, 2);
      assertThat(pool.map(inputs, ContractFunctions::slowAddOne)).containsExactly(6, 5, 4, 3, 2);
    }
  }

  @Test
  void shouldDeliverEachResultOnceAsCompleted() {
    try (Pool pool = pool(3);
        Results<Integer, Integer> results =
            pool.over(IntStream.range(0, 5000).boxed())
                .unordered()
                .map(ContractFunctions::addOne)) {
      assertThat(results).containsExactlyInAnyOrderElementsOf(range(1, 5001));
    }
  }

  @Test
  void shouldKeepTheOrderOfManyTinyTasks() {
    try (Pool pool = pool(3)) {
      assertThat(pool.map(range(0, 20_000), ContractFunctions::addOne))
          .containsExactlyElementsOf(range(1, 20_001));
    }
  }

  @Test
  void shouldGiveNothingForNoInputs() {
    try (Pool pool = pool(2)) {
      assertThat(pool.map(List.<Integer>of(), ContractFunctions::addOne).toList()).isEmpty();
      assertThat(pool.map(List.<Integer>of(), ContractFunctions::addOne)).isEmpty();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // It does not see the type argument of the function yet.
  void shouldCarryNullsAndArrays() {
    try (Pool pool = pool(2)) {
      List<@Nullable String> texts = Arrays.asList("a", null, "b");
      Results<@Nullable String, @Nullable String> results =
          pool.map(texts, ContractFunctions::nullFromNull);
      assertThat(results.toList()).containsExactly("a!", null, "b!");
      assertThat(
              pool.map(List.of(new byte[] {1, 2, 3}), ContractFunctions::reversed).toList().get(0))
          .containsExactly(3, 2, 1);
    }
  }

  @Test
  void shouldCarryWhatALambdaCaptures() {
    try (Pool pool = pool(2)) {
      int factor = 7;
      String unit = " km";
      assertThat(pool.map(List.of(1, 2, 3), x -> x * factor + unit).toList())
          .containsExactly("7 km", "14 km", "21 km");
    }
  }

  @Test
  void shouldGiveEachTaskItsOutcome() {
    try (Pool pool = pool(2);
        Results<Integer, Integer> results =
            pool.map(range(0, 10), ContractFunctions::failOnThree)) {
      List<Outcome<Integer, Integer>> outcomes = outcomes(results);

      assertThat(outcomes).extracting(Outcome::index).containsExactlyElementsOf(longs(0, 10));
      assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(9);
      assertThat(outcomes.get(3)).isInstanceOf(Outcome.Failure.class);
      assertThat(outcomes.get(3).input()).isEqualTo(3);
      assertThat(outcomes.get(3).error())
          .isInstanceOf(IOException.class)
          .hasMessage("three is refused")
          .hasCauseInstanceOf(IllegalStateException.class)
          .satisfies(
              error ->
                  assertThat(error.getStackTrace())
                      .extracting(StackTraceElement::getMethodName)
                      .contains("failOnThree"));
    }
  }

  @Test
  void shouldThrowTheFirstFailureAndKeepWhatIsDone() {
    try (Pool pool = pool(2)) {
      Results<Integer, Integer> results = pool.map(range(0, 6), ContractFunctions::failOnThree);

      TaskFailedException thrown = catchThrowableOfType(TaskFailedException.class, results::toList);

      assertThat(thrown)
          .hasMessageContaining("Task 3 failed for the input 3")
          .hasCauseInstanceOf(IOException.class);
      assertThat(thrown.outcomes()).extracting(Outcome::index).doesNotHaveDuplicates().contains(3L);
    }
  }

  @Test
  void shouldDeliverWhatPrecedesAFailureInOrder() {
    try (Pool pool = pool(2)) {
      Iterator<Integer> values = pool.map(range(0, 100), ContractFunctions::failOnThree).iterator();

      assertThat(values.next()).isEqualTo(0);
      assertThat(values.next()).isEqualTo(10);
      assertThat(values.next()).isEqualTo(20);
      assertThatThrownBy(values::next).isInstanceOf(TaskFailedException.class);
    }
  }

  @Test
  void shouldFinishWhatWasTakenWhenTheSourceThrows() {
    Stream<Integer> source = ContractFunctions.sourceThatThrowsAt(20);
    try (Pool pool = pool(2);
        Results<Integer, Integer> results = pool.map(source, ContractFunctions::addOne)) {
      List<Integer> delivered = new ArrayList<>();

      assertThatThrownBy(() -> results.forEach(delivered::add))
          .isInstanceOf(SourceFailedException.class)
          .hasMessageContaining("after 20 inputs")
          .hasRootCauseMessage("the disk is gone");
      assertThat(delivered).containsExactlyElementsOf(range(1, 21));
    }
  }

  @Test
  void shouldTakeNoMoreThanTheWindowFromAnEndlessSource() {
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    Stream<Integer> endless =
        Stream.generate(taken::getAndIncrement).onClose(closed::incrementAndGet);
    try (Pool pool = pool(2);
        Results<Integer, Integer> results =
            pool.<Integer>over(endless).window(4).map(ContractFunctions::addOne)) {
      Iterator<Integer> values = results.iterator();
      for (int i = 1; i <= 10; i++) {
        assertThat(values.next()).isEqualTo(i);
      }
    }
    ContractFunctions.awaitPositive(closed); // By the worker that reads it at the time.
    assertThat(closed).hasValue(1);
    assertThat(taken).hasValueBetween(10, 14);
  }

  @Test
  void shouldEndRunningTasksOnClose() {
    try (Pool pool = pool(2).on(display)) {
      try (Results<Integer, Integer> results =
          pool.map(range(0, 100), x -> ContractFunctions.wrappedStuckFrom(1, x))) {
        assertThat(results.iterator().next()).isEqualTo(0);
      }
      assertThat(rows.get(rows.size() - 1).counts().settled())
          .as("the others are cancelled, whatever they throw")
          .isOne();
      // The workers are free for the next job.
      assertThat(pool.map(range(0, 3), ContractFunctions::addOne).toList())
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void shouldCancelTheRunWhenTheWaitingThreadIsInterrupted() throws Exception {
    try (Pool pool = pool(2)) {
      WaitingConsumer consumer =
          new WaitingConsumer(pool.map(range(0, 4), x -> ContractFunctions.stuckFrom(1, x)));
      consumer.start();
      consumer.interrupt();

      assertThat(consumer.caught()).hasMessageContaining("interrupted");
      assertThat(consumer.keptInterrupt()).isTrue();
      assertThat(pool.map(List.of(1), ContractFunctions::addOne).toList()).containsExactly(2);
    }
  }

  @Test
  void shouldServeSeveralJobsAtOnce() throws Exception {
    try (Pool pool = pool(2)) {
      List<CompletableFuture<List<Integer>>> jobs =
          range(0, 4).stream()
              .map(job -> pool.map(range(job * 1000, job * 1000 + 500), ContractFunctions::addOne))
              .map(Results::toListAsync)
              .toList();
      for (int job = 0; job < 4; job++) {
        assertThat(jobs.get(job).get(60, TimeUnit.SECONDS))
            .containsExactlyElementsOf(range(job * 1000 + 1, job * 1000 + 501));
      }
    }
  }

  @Test
  void shouldServeAJobInsideTheLoopOverAnother() {
    try (Pool pool = pool(1);
        Results<Integer, Integer> outer = pool.map(range(0, 5), ContractFunctions::addOne)) {
      int sum = 0;
      for (int n : outer) {
        for (int m : pool.map(range(0, n), ContractFunctions::addOne)) {
          sum += m;
        }
      }
      assertThat(sum).isEqualTo(1 + 3 + 6 + 10 + 15);
    }
  }

  @Test
  void shouldMakeTheStateOncePerWorker() {
    try (Pool pool = pool(1)) {
      List<Integer> counts =
          pool.over(range(0, 5)).map(ArrayList<Integer>::new, ContractFunctions::remember).toList();

      assertThat(counts).containsExactly(1, 2, 3, 4, 5);
    }
  }

  @Test
  void shouldFailTheTaskWhoseStateCannotBeMade() {
    try (Pool pool = pool(1)) {
      Results<Integer, Integer> results =
          pool.over(List.of(1)).map(ContractFunctions::noState, ContractFunctions::remember);

      assertThatThrownBy(results::toList)
          .isInstanceOf(TaskFailedException.class)
          .hasRootCauseMessage("no state today");
    }
  }

  @Test
  void shouldEndATaskThatTakesTooLongAndNoOther() {
    try (Pool pool = pool(2)) {
      List<Outcome<Integer, Integer>> outcomes =
          outcomes(
              pool.over(range(0, 6))
                  .timeout(Duration.ofSeconds(5))
                  .map(x -> ContractFunctions.stuckOn(2, x)));

      assertThat(outcomes.get(2)).isInstanceOf(Outcome.TimedOut.class);
      assertThat(outcomes).filteredOn(Outcome::succeeded).hasSize(5);
      assertThat(pool.map(range(0, 3), ContractFunctions::addOne).toList())
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void shouldTryAgainWhatFailed() {
    try (Pool pool = pool(1)) {
      List<Integer> counts =
          pool.over(List.of(3))
              .attempts(3)
              .map(ArrayList<Integer>::new, ContractFunctions::failUntilThird)
              .toList();

      assertThat(counts).containsExactly(3);
    }
  }

  @Test
  void shouldCountWhatEndedAndHow() {
    try (Pool pool = pool(2).on(display)) {
      pool.over(range(0, 10))
          .named("ten")
          .map(ContractFunctions::failOnThree)
          .outcomes()
          .forEach(o -> {});
    }
    Row last = rows.get(rows.size() - 1);
    assertThat(last.counts()).isEqualTo(new Counts(9, 1, 0, 0, 0, 0));
    assertThat(last.total()).isEqualTo(10);
    assertThat(last.state()).isEqualTo(Row.State.FINISHED);
    assertThat(last.complete()).isTrue();
  }

  @Test
  void shouldEndWhatIsOpenWhenThePoolIsClosed() throws Exception {
    Pool pool = pool(2);
    WaitingConsumer consumer =
        new WaitingConsumer(pool.map(range(0, 4), x -> ContractFunctions.stuckFrom(1, x)));
    consumer.start();
    pool.close();
    pool.close();

    assertThat(consumer.caught()).hasMessageContaining("closed");
    assertThatThrownBy(() -> pool.map(List.of(1), ContractFunctions::addOne).toList())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
