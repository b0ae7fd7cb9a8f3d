package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.journal.JournalFile;
import dev.headway.internal.journal.JournalKey;
import dev.headway.internal.journal.JournalSettings;
import dev.headway.internal.journal.key.KeyMaker;
import dev.headway.work.Serial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input that was running whenever a run died is named before it runs again. */
class SuspectInputTest {
  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();
  private final Logger logger = Logger.getLogger("dev.headway");

  /** Leaves what is in the file of a run that died in a task. */
  private Path dead(Path before, int run) throws IOException {
    JournalKey key = new KeyMaker().first("bad");
    Path after = folder.resolve("after-" + run);
    try (JournalFile file = JournalFile.open(JournalSettings.of(before, 0))) {
      file.started(key, 1, 0, 1);
      file.flush();
      Files.copy(before, after);
    }
    return after;
  }

  private List<String> warningsAfter(int deaths) throws IOException {
    Path journal = folder.resolve("job.hwj");
    for (int run = 0; run < deaths; run++) {
      journal = dead(journal, run);
    }
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            warnings.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      assertThat(
              pool.over(List.of("good", "bad"))
                  .journal(Journal.at(journal))
                  .map(x -> x.length())
                  .toList())
          .containsExactly(4, 3);
    } finally {
      logger.removeHandler(handler);
    }
    return warnings.stream().filter(text -> text.contains("died")).toList();
  }

  @Test
  void shouldNameAnInputThatThreeRunsDiedOf() throws IOException {
    assertThat(warningsAfter(3))
        .containsExactly(
            "The last 3 runs of this job died while they worked on the input bad. Perhaps it ends"
                + " them.");
  }

  @Test
  void shouldSayNothingOfAnInputThatTwoRunsDiedIn() throws IOException {
    assertThat(warningsAfter(2)).isEmpty();
  }
}
