package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stored value whose own code throws an error when it is read: its input runs again. */
@Timeout(60)
class JournalReadErrorTest {
  @TempDir Path folder;

  /** Can be written, and not read. */
  private static final class Unreadable implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int number;

    Unreadable(int number) {
      this.number = number;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      throw new AssertionError("has no order");
    }
  }

  private List<Integer> run(List<Integer> ran) {
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      return pool
          .over(List.of(1, 2, 3))
          .journal(Journal.at(folder.resolve("job.hwj")))
          .map(
              (Integer x) -> {
                ran.add(x);
                return new Unreadable(x);
              })
          .toList()
          .stream()
          .map(value -> value.number)
          .toList();
    }
  }

  @Test
  void shouldRunAgainWhatCannotBeReadForAnError() {
    run(Collections.synchronizedList(new ArrayList<>()));
    List<Integer> again = Collections.synchronizedList(new ArrayList<>());
    try (Warnings warnings = new Warnings()) {
      warnings.logger.addHandler(warnings);

      assertThat(run(again)).containsExactly(1, 2, 3);
      assertThat(again).containsExactlyInAnyOrder(1, 2, 3);
      assertThat(warnings.texts)
          .singleElement()
          .asString()
          .startsWith("A value in the journal cannot be read")
          .contains("has no order");
    }
  }

  /** As when somebody has copied the journal alone. */
  @Test
  void shouldSayThatLongValuesAreMissing() throws IOException {
    AtomicInteger ran = new AtomicInteger();
    for (int run = 1; run <= 2; run++) {
      try (Warnings warnings = new Warnings();
          Pool pool = Pool.on(Threads.of(2)).quiet()) {
        warnings.logger.addHandler(warnings);
        List<byte[]> values =
            pool.over(List.of(1, 2, 3))
                .journal(Journal.at(folder.resolve("job.hwj")))
                .map(
                    (Integer x) -> {
                      ran.incrementAndGet();
                      return new byte[x == 2 ? 10 : 100_000];
                    })
                .toList();

        assertThat(values).extracting(value -> value.length).containsExactly(100_000, 10, 100_000);
        assertThat(ran).hasValue(run == 1 ? 3 : 5);
        assertThat(warnings.texts).hasSize(run - 1);
        assertThat(warnings.texts)
            .allMatch(text -> text.startsWith("A value in the journal is missing or spoiled"));
      }
      try (Stream<Path> files = Files.list(folder)) {
        Files.delete(
            files.filter(each -> each.toString().contains(".values-")).findAny().orElseThrow());
      }
    }
  }

  @Test
  void shouldShowHowFarSuchARunIs() {
    run(Collections.synchronizedList(new ArrayList<>()));
    List<Row> rows = new ArrayList<>();
    Display display = Display.manual(() -> 0, snapshot -> rows.addAll(snapshot.rows()));
    try (Pool pool = Pool.on(Serial.here()).on(display)) {
      Results<Integer, Unreadable> results =
          pool.over(List.of(1, 2, 3))
              .journal(Journal.at(folder.resolve("job.hwj")))
              .map(
                  (Integer x) -> {
                    display.tick();
                    return new Unreadable(x);
                  });

      assertThat(results.toList()).hasSize(3);
      assertThat(results.progress().counts().succeeded()).isEqualTo(3);
    }
    assertThat(rows).extracting(row -> row.counts().succeeded()).containsExactly(0L, 1L, 2L, 3L);
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
