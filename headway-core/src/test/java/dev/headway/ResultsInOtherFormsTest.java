package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Futures and streams of results. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResultsInOtherFormsTest {
  private static final List<Integer> INPUTS = IntStream.range(0, 100).boxed().toList();

  private static int invert(int x) {
    return 60 / (x - 50);
  }

  @Test
  void shouldGiveAFutureOfAllValuesInTheirOrder() {
    try (Pool pool = Pool.on(Threads.of(4)).quiet()) {
      CountDownLatch asked = new CountDownLatch(1);
      CompletableFuture<List<Integer>> values =
          pool.map(
                  INPUTS,
                  x -> {
                    asked.await(); // Never ends if the caller has to wait.
                    return x;
                  })
              .toListAsync();
      assertThat(values).isNotDone();
      asked.countDown();

      assertThat(values.join()).isEqualTo(INPUTS);
    }
  }

  @Test
  void shouldFailAFutureAsTheListFails() {
    try (Pool pool = Pool.on(Threads.of(4)).quiet()) {
      CompletableFuture<List<Integer>> values =
          pool.map(INPUTS, ResultsInOtherFormsTest::invert).toListAsync();

      assertThatThrownBy(values::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(TaskFailedException.class)
          .hasRootCauseInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void shouldCancelTheRunWithItsFuture() throws InterruptedException {
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch interrupted = new CountDownLatch(1);
      CompletableFuture<List<Integer>> values =
          pool.map(
                  List.of(1),
                  x -> {
                    begun.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      interrupted.countDown();
                    }
                    return x;
                  })
              .toListAsync();
      begun.await();

      assertThat(values.cancel(true)).isTrue();
      interrupted.await();
      assertThatThrownBy(values::join).isInstanceOf(CancellationException.class);
      assertThat(pool.map(INPUTS, x -> x).toList()).isEqualTo(INPUTS);
    }
  }

  @Test
  void shouldRefuseAFutureOfWhatWasAskedForBefore() {
    try (Pool pool = Pool.on(Threads.of(1)).quiet()) {
      Results<Integer, Integer> results = pool.map(INPUTS, x -> x);
      results.toList();

      assertThatThrownBy(results::toListAsync).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldStreamOutcomesAndCancelTheRestWithTheStream() {
    try (Pool pool = Pool.on(Threads.of(4)).quiet()) {
      try (Stream<Outcome<Integer, Integer>> outcomes =
          pool.map(INPUTS, ResultsInOtherFormsTest::invert).outcomeStream()) {
        assertThat(outcomes.filter(one -> one.error() != null).map(Outcome::input))
            .containsExactly(50);
      }
      Stream<Outcome<Integer, Integer>> endless =
          pool.map(Stream.iterate(0, x -> x + 1), x -> x).outcomeStream();
      assertThat(endless.limit(3).map(Outcome::index)).containsExactly(0L, 1L, 2L);
      endless.close();
      assertThat(pool.map(INPUTS, x -> x).toList()).isEqualTo(INPUTS);
    }
  }
}
