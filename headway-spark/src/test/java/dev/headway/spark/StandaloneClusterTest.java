package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.work.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session of its own on daemons that are processes. */
@Tag("faults")
@Timeout(value = 420, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StandaloneClusterTest {
  @TempDir Path folder;

  @Test
  void shouldGoOnWithoutAWorkerAndUseThoseThatJoin() throws Exception {
    SharedContext.stop();
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      Process first = cluster.addWorker();
      Spark backend =
          Spark.master(cluster.url())
              .slots(4)
              .executorMemory(512L << 20)
              .property("spark.executor.cores", "2");
      try (Pool pool = Pool.on(backend).quiet()) {
        Set<Long> before = pids(pool);
        assertThat(before).hasSizeBetween(1, 2);

        Process second = cluster.addWorker();
        Await.until("tasks on the executor that joined", () -> pids(pool).size() > 2);

        // The other executor does all.
        List<Outcome<Integer, Integer>> outcomes = new ArrayList<>();
        try (Results<Integer, Integer> results = pool.map(inputs(80), Deeds::addOneSlowly)) {
          for (Outcome<Integer, Integer> outcome : results.outcomes()) {
            outcomes.add(outcome);
            if (outcomes.size() == 10) {
              second.destroyForcibly();
            }
          }
        }
        assertThat(outcomes).hasSize(80).allMatch(Outcome::succeeded);
        assertThat(outcomes).extracting(Outcome::index).doesNotHaveDuplicates();

        // Nor does what runs need the master.
        cluster.master().destroyForcibly();
        assertThat(pool.map(inputs(40), Deeds::addOneSlowly).toList())
            .isEqualTo(inputs(41).subList(1, 41));
        assertThat(first.isAlive()).isTrue();
      }
    }
  }

  private static Set<Long> pids(Pool pool) {
    return new HashSet<>(pool.map(inputs(40), Deeds::pid).toList());
  }

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
