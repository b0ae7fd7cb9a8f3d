package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import dev.headway.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker process that serves several jobs in turn, as behind a service. */
class ManyFunctionsTest {
  private static final int JOBS = 6;
  private static final int ROUNDS = 4;

  @TempDir Path folder;

  private static int noteStart(String file, int job) throws IOException {
    String line = job + System.lineSeparator();
    Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return job;
  }

  @Test
  @Timeout(120)
  void shouldMakeTheStateOfEachJobOnce() throws Exception {
    String file = folder.resolve("made").toString();
    List<Integer> inputs = IntStream.range(0, ROUNDS).boxed().toList();
    try (Pool pool = Pool.on(Processes.of(1)).quiet()) {
      List<Results<Integer, Integer>> all = new ArrayList<>();
      List<Iterator<Integer>> values = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        int job = i;
        Results<Integer, Integer> results =
            pool.over(inputs)
                .window(1)
                .map(() -> noteStart(file, job), (state, input) -> 100 * state + input);
        all.add(results);
        values.add(results.iterator());
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (int job = 0; job < JOBS; job++) {
          assertThat(values.get(job).next()).isEqualTo(100 * job + round);
        }
      }
      all.forEach(Results::close);
    }

    assertThat(Files.readAllLines(Path.of(file)))
        .containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
  }
}
