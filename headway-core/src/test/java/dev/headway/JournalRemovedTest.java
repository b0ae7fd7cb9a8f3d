package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.work.Backend;
import dev.headway.work.JournalException;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job whose journal is removed while it runs: it goes on and says so, or ends if it is strict.
 */
@Timeout(60)
class JournalRemovedTest {
  @TempDir Path folder;

  static Stream<Backend> backends() {
    return Stream.of(Serial.here(), Threads.of(2));
  }

  private Path file() {
    return folder.resolve("job.hwj");
  }

  private int removing(int input) throws IOException {
    if (input == 2) {
      Files.delete(file());
    }
    return input;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldGoOnAndSaySo(Backend backend) {
    try (Warnings warnings = new Warnings();
        Pool pool = Pool.on(backend).quiet()) {
      warnings.logger.addHandler(warnings);
      Results<Integer, Integer> results =
          pool.over(List.of(1, 2, 3))
              .journal(Journal.at(file()))
              .map((Integer input) -> removing(input));

      assertThat(results.toList()).containsExactly(1, 2, 3);
      assertThat(results.report().journalComplete()).isFalse();
      assertThat(warnings.texts)
          .singleElement()
          .asString()
          .startsWith("The job goes on, and what it does now will run again: ")
          .contains("Something else has changed the journal", "is not there any more");
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldEndIfTheJournalIsStrict(Backend backend) {
    try (Pool pool = Pool.on(backend).quiet()) {
      Job<Integer> job =
          pool.over(List.of(1, 2, 3)).journal(Journal.<Integer>at(file()).strict().durable());

      assertThatThrownBy(() -> job.map((Integer input) -> removing(input)).toList())
          .isInstanceOf(JobException.class)
          .hasCauseInstanceOf(JournalException.class)
          .hasMessageContaining("Something else has changed the journal");
    }
  }

  private static final class Warnings extends Handler implements AutoCloseable {
    private final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    private final Logger logger = Logger.getLogger("dev.headway");

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        texts.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }
}
