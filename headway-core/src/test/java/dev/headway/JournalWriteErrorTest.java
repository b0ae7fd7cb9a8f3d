package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.Threads;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A result whose own code throws an error when it is stored: it is delivered all the same. */
@Timeout(60)
class JournalWriteErrorTest {
  @TempDir Path folder;

  /** Cannot be written. */
  private static final class Unwritable implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int number;

    Unwritable(int number) {
      this.number = number;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new AssertionError("has no order");
    }
  }

  private List<Integer> run() {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      return pool
          .over(List.of(1, 2, 3))
          .journal(Journal.at(folder.resolve("job.hwj")))
          .map((Integer x) -> new Unwritable(x))
          .toList()
          .stream()
          .map(value -> value.number)
          .toList();
    }
  }

  @Test
  void shouldDeliverWhatCannotBeWrittenForAnError() {
    try (Warnings warnings = new Warnings()) {
      warnings.logger.addHandler(warnings);

      assertThat(run()).containsExactly(1, 2, 3);
      assertThat(warnings.texts)
          .singleElement()
          .asString()
          .startsWith("The journal cannot keep a result")
          .contains("has no order");
      assertThat(run()).as("it runs again").containsExactly(1, 2, 3);
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
