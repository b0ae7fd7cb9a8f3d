package dev.headway.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The states of a worker that serves many jobs at once. */
class StateCacheTest {
  private static final int KEPT = 8;

  private final StateCache cache = new StateCache();
  private final List<Integer> made = new ArrayList<>();
  private final List<Integer> closed = new ArrayList<>();

  private TaskFunction<Integer, Integer> function(int number) {
    return new BoundFunction<AutoCloseable, Integer, Integer>(
        () -> {
          made.add(number);
          return () -> closed.add(number);
        },
        (state, input) -> number);
  }

  private List<TaskFunction<Integer, Integer>> functions(int count) {
    return IntStream.range(0, count).mapToObj(this::function).toList();
  }

  @Test
  void shouldCloseTheStateThatWasNotUsedForLongestAlone() throws Exception {
    List<TaskFunction<Integer, Integer>> functions = functions(KEPT + 1);
    for (TaskFunction<Integer, Integer> function : functions.subList(0, KEPT)) {
      cache.bind(function);
    }
    assertThat(cache.bind(functions.get(0)).apply(1)).isZero();

    cache.bind(functions.get(KEPT));

    assertThat(closed).containsExactly(1);
    assertThat(cache.bind(functions.get(0)).apply(1)).isZero();
    assertThat(made).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void shouldMakeAStateOncePerFunction() throws Exception {
    List<TaskFunction<Integer, Integer>> functions = functions(KEPT);
    for (int round = 0; round < 3; round++) {
      for (TaskFunction<Integer, Integer> function : functions) {
        cache.bind(function);
      }
    }

    assertThat(made).hasSize(KEPT);
    assertThat(closed).isEmpty();

    cache.close();
    assertThat(closed).hasSize(KEPT);
  }
}
