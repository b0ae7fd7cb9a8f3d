package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.process.Processes;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker process did not do well runs again, and nothing else does. */
@Timeout(180)
class JournalOfProcessesTest {
  private static final int CRASHES = 3;
  private static final int HANGS = 5;
  private static final int FAILS = 7;
  private static final List<Integer> INPUTS = IntStream.range(0, 10).boxed().toList();

  @TempDir Path folder;

  private static int task(String ran, boolean faulty, int input) throws Exception {
    Files.writeString(Path.of(ran, String.valueOf(input)), "");
    if (faulty && input == CRASHES) {
      Runtime.getRuntime().halt(9);
    }
    if (faulty && input == HANGS) {
      Thread.sleep(Duration.ofHours(1).toMillis());
    }
    if (faulty && input == FAILS) {
      throw new IOException("not today");
    }
    return 2 * input;
  }

  private List<Outcome<Integer, Integer>> run(Pool pool, boolean faulty) throws IOException {
    String ran = Files.createDirectory(folder.resolve("ran-" + faulty)).toString();
    return pool.over(INPUTS)
        .journal(Journal.at(folder.resolve("job.hwj")))
        .timeout(Duration.ofSeconds(5))
        .map(input -> task(ran, faulty, input))
        .outcomeStream()
        .toList();
  }

  private List<String> ran(boolean faulty) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("ran-" + faulty))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldRunAgainWhatCrashedHungOrFailed() throws IOException {
    try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
      List<Outcome<Integer, Integer>> first = run(pool, true);
      assertThat(first.get(CRASHES)).isInstanceOf(Outcome.Crashed.class);
      assertThat(first.get(HANGS)).isInstanceOf(Outcome.TimedOut.class);
      assertThat(first.get(FAILS)).isInstanceOf(Outcome.Failure.class);

      List<Outcome<Integer, Integer>> second = run(pool, false);
      assertThat(ran(false)).containsExactly("3", "5", "7");
      assertThat(second).allMatch(Outcome::succeeded);
      assertThat(second).extracting(Outcome::replayed).filteredOn(Boolean::booleanValue).hasSize(7);
    }
  }
}
