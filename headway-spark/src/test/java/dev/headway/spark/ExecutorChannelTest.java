package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the driver learns of tasks while they run. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorChannelTest {
  @TempDir Path folder;

  private static @Nullable JavaSparkContext context;

  @BeforeAll
  static void open() throws Exception {
    context = SharedContext.get();
  }

  private static Spark spark() {
    return Spark.on(Objects.requireNonNull(context)).slots(4);
  }

  @Test
  void shouldRunInAProcessOfEachSlot() {
    String place = folder.toString();
    try (Pool pool = Pool.on(spark()).quiet()) {
      List<Integer> inputs = IntStream.range(0, 40).boxed().toList();
      Set<Long> pids = new HashSet<>(pool.map(inputs, x -> Deeds.pidOf(4, place, x)).toList());

      assertThat(pids)
          .hasSize(4)
          .doesNotContainAnyElementsOf(Executors.all().stream().map(ProcessHandle::pid).toList());
    }
  }

  @Test
  void shouldReceiveWhatTasksPrint() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Pool pool = Pool.on(new Listening(spark(), lines)).quiet()) {
      pool.map(List.of(1, 2, 3), Deeds::print).toList();

      // They travel beside the results, and may come later.
      for (int x = 1; x <= 3; x++) {
        String line = "task " + x + " speaks\n";
        Await.until("lines of task " + x, () -> String.join("", lines).contains(line));
      }
    }
  }

  @Test
  void shouldCarryClassesThatAreOnNoClassPath() throws Exception {
    for (Spark backend : List.of(spark(), spark().inExecutor())) {
      try (URLClassLoader loader = SeparateClasses.in(folder);
          Pool pool = Pool.on(backend).quiet()) {
        assertThat(pool.map(List.of(1, 2, 3), SeparateClasses.function(loader)).toList())
            .containsExactly(2, 4, 6);
      }
    }
  }

  @Test
  void shouldShowTheProgressInsideATask() {
    Path seen = folder.resolve("seen");
    String told = seen.toString();
    View view =
        snapshot -> {
          if (shows(snapshot, "steps")) {
            tell(seen);
          }
        };
    try (Pool pool = Pool.on(spark()).withViews(view)) {
      assertThat(pool.map(List.of(1), x -> Deeds.withProgress(told, x)).toList())
          .containsExactly(1);
    }

    assertThat(seen).exists();
  }

  private static boolean shows(Snapshot snapshot, String label) {
    return snapshot.rows().stream()
        .flatMap(row -> row.longest().stream())
        .flatMap(task -> task.parts().stream())
        .anyMatch(part -> part.label().equals(label));
  }

  private static void tell(Path seen) {
    try {
      Files.writeString(seen, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
