package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.journal.SkippableInput;
import dev.headway.work.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippableInputTest {
  @TempDir private Path folder;

  private final List<Integer> skipped = Collections.synchronizedList(new ArrayList<>());

  /** Holds something. */
  private final class Holder implements SkippableInput {
    private final int id;

    Holder(int id) {
      this.id = id;
    }

    int id() {
      return id;
    }

    @Override
    public void skipped() {
      skipped.add(id);
    }
  }

  private void run(int inputs, Journal<Holder> journal) {
    List<Holder> holders = IntStream.range(0, inputs).mapToObj(Holder::new).toList();
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      assertThat(pool.over(holders.iterator()).journal(journal).map(Holder::id).toList())
          .isNotEmpty();
    }
  }

  @Test
  void shouldTellAnInputThatItIsSkipped() {
    Journal<Holder> marks = Journal.at(folder.resolve("marks.hwj")).key(Holder::id);
    run(3, marks.marksOnly());
    assertThat(skipped).isEmpty();

    run(5, marks.marksOnly());
    assertThat(skipped).containsExactly(0, 1, 2);
  }

  @Test
  void shouldTellNoInputWhoseValueIsDelivered() {
    Journal<Holder> values = Journal.at(folder.resolve("values.hwj")).key(Holder::id);
    run(3, values);
    run(3, values);

    assertThat(skipped).isEmpty();
  }
}
