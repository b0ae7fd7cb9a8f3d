package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Processes;
import dev.headway.work.TaskFunction;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The report says how many worker processes took the place of another. */
@Tag("faults")
class ReplacedWorkersTest {

  private static int replaced(Pool pool, int inputs, TaskFunction<Integer, Integer> function) {
    List<Integer> all = IntStream.range(0, inputs).boxed().toList();
    try (Results<Integer, Integer> results = pool.map(all, function)) {
      results.outcomes().forEach(one -> {});
      return results.report().replacedWorkers();
    }
  }

  @Test
  void shouldCountThoseThatHaveDoneTheirShare() {
    try (Pool pool = Pool.on(Processes.of(1).recycleAfter(2)).quiet()) {
      assertThat(replaced(pool, 5, x -> x)).isEqualTo(2);
      assertThat(replaced(pool, 2, x -> x)).isEqualTo(1);
    }
  }

  @Test
  void shouldCountThoseThatDied() {
    try (Pool pool = Pool.on(Processes.of(1)).quiet()) {
      assertThat(replaced(pool, 3, x -> x)).isZero();
      assertThat(
              replaced(
                  pool,
                  5,
                  x -> {
                    if (x % 2 == 1) {
                      Runtime.getRuntime().halt(3);
                    }
                    return x;
                  }))
          .isEqualTo(2);
    }
  }

  @Test
  void shouldNotCountAfterTheEnd() {
    try (Pool pool = Pool.on(Processes.of(1).recycleAfter(2)).quiet()) {
      Results<Integer, Integer> first = pool.map(List.of(1), x -> x);
      Iterator<Integer> values = first.iterator();
      assertThat(values.next()).isEqualTo(1);
      assertThat(values.hasNext()).isFalse();
      assertThat(replaced(pool, 2, x -> x)).isEqualTo(1);

      assertThat(first.report().replacedWorkers()).isZero();
    }
  }
}
