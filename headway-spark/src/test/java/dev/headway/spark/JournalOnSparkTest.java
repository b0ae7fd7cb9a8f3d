package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Journal;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.work.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal with tasks on a cluster: what they did is kept, and what failed runs again. */
@Tag("faults")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalOnSparkTest {
  private static final int INPUTS = 40;
  private static final int BAD = 13;

  @TempDir Path folder;

  private static String answer(String flag, int input) throws IOException {
    if (input == BAD && Files.exists(Path.of(flag))) {
      throw new IOException("not today");
    }
    return "answer " + input;
  }

  private List<Outcome<Integer, String>> run(Spark backend, Path flag) {
    String flagText = flag.toString();
    List<Outcome<Integer, String>> outcomes = new ArrayList<>();
    try (Pool pool = Pool.on(backend).quiet();
        Results<Integer, String> results =
            pool.over(IntStream.range(0, INPUTS).boxed().toList())
                .journal(Journal.at(folder.resolve("job.hwj")))
                .map(x -> answer(flagText, x))) {
      results.outcomes().forEach(outcomes::add);
    }
    return outcomes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldRunAgainOnlyWhatFailed(boolean inExecutor) throws IOException {
    Spark slots = Spark.on(SharedContext.get()).slots(2);
    Spark backend = inExecutor ? slots.inExecutor() : slots;
    Path flag = Files.createFile(folder.resolve("flag"));
    assertThat(run(backend, flag))
        .filteredOn(one -> !one.succeeded())
        .extracting(Outcome::index)
        .containsExactly((long) BAD);

    Files.delete(flag);
    List<Outcome<Integer, String>> outcomes = run(backend, flag);
    assertThat(outcomes).hasSize(INPUTS).allMatch(one -> one.replayed() == (one.input() != BAD));
    assertThat(outcomes)
        .allMatch(
            one ->
                one instanceof Outcome.Success<Integer, String> success
                    && success.value().equals("answer " + one.input()));
  }
}
