package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.progress.RunningTask;
import dev.headway.progress.View;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session of its own on daemons that are processes. */
@Tag("faults")
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StandaloneClusterTest {
  @TempDir Path folder;

  @Test
  void shouldGoOnWithoutAWorkerAndUseThoseThatJoin() throws Exception {
    SharedContext.stop();
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      Spark backend =
          Spark.master(cluster.url())
              .slots(4)
              .executorMemory(512L << 20)
              .property("spark.executor.cores", "2")
              .property("spark.speculation", "true")
              .property("spark.speculation.task.duration.threshold", "3s");
      List<String> notes = new CopyOnWriteArrayList<>();
      List<RunningTask> tasks = new CopyOnWriteArrayList<>();
      View view =
          snapshot ->
              snapshot
                  .rows()
                  .forEach(
                      row -> {
                        notes.add(row.note());
                        tasks.addAll(row.longest());
                      });
      try (Pool pool = Pool.on(backend).withViews(view)) {
        CompletableFuture<Set<Long>> early = CompletableFuture.supplyAsync(() -> pids(pool));
        Await.until("words on the wait", () -> notes.contains("waiting for executors"));
        Process first = cluster.addWorker("127.0.0.1");
        Set<Long> before = early.join();
        assertThat(before).hasSizeBetween(1, 2);
        assertThat(notes.get(notes.size() - 1)).as("at the end").isEmpty();

        Process second = cluster.addWorker("localhost");
        Await.until("tasks on the executor that joined", () -> pids(pool).size() > 2);

        // A copy of the batch with a straggler runs on the other executor.
        String mark = folder.resolve("mark").toString();
        try (Results<Integer, Integer> results =
            pool.map(inputs(40), x -> Deeds.stuckOnce(mark, 17, x))) {
          assertThat(results.toList()).isEqualTo(inputs(40));
          assertThat(Objects.requireNonNull(results.report().cluster()).repeated()).isPositive();
        }

        // A row names the place of a task that takes long.
        Path rows = Files.createDirectory(folder.resolve("rows"));
        CompletableFuture<Void> seen = CompletableFuture.runAsync(() -> endWhenShown(tasks, rows));
        String until = rows.toString();
        assertThat(pool.map(inputs(1), x -> Deeds.waitFrom(0, until, x)).toList())
            .containsExactly(1);
        seen.join();

        // Headway itself has come in a jar here, and classes that no jar has are asked for.
        try (URLClassLoader loader = SeparateClasses.in(folder)) {
          assertThat(pool.map(List.of(1, 2), SeparateClasses.function(loader)).toList())
              .containsExactly(2, 4);
        }

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

  private static void endWhenShown(List<RunningTask> tasks, Path rows) {
    Await.until(
        "place of a task",
        () ->
            tasks.stream()
                .map(RunningTask::place)
                .anyMatch(
                    place ->
                        place != null && place.matches("executor \\d on (127.0.0.1|localhost)")));
    try {
      Files.createFile(rows.resolve("go"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Long> pids(Pool pool) {
    return new HashSet<>(pool.map(inputs(40), Deeds::pid).toList());
  }

  private static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
