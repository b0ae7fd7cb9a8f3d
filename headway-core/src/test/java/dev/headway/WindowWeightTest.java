package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.work.Serial;
import dev.headway.work.Threads;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How much the inputs may weigh that were taken and not delivered. */
@Timeout(60)
class WindowWeightTest {
  @Test
  void shouldTakeNoMoreThanItsWeightAndOneInput() {
    AtomicInteger taken = new AtomicInteger();
    Stream<Integer> endless = Stream.generate(taken::getAndIncrement);
    try (Pool pool = Pool.on(Threads.of(2)).quiet();
        Results<Integer, Integer> results =
            pool.<Integer>over(endless).weighedBy(x -> 10).windowWeight(35).map(x -> x)) {
      Iterator<Integer> values = results.iterator();
      for (int i = 0; i < 500; i++) {
        assertThat(values.next()).isEqualTo(i);
        assertThat(taken.get() - i - 1).as("after %s", i).isBetween(0, 4);
      }
    }
  }

  @Test
  void shouldTakeAnInputThatIsHeavierThanAllMayBe() {
    List<Integer> inputs = IntStream.range(0, 200).boxed().toList();
    try (Pool pool = Pool.on(Threads.of(3)).quiet()) {
      assertThat(pool.over(inputs).weighedBy(x -> 1000 + x).windowWeight(1).map(x -> x).toList())
          .isEqualTo(inputs);
      assertThat(pool.over(inputs).unordered().windowWeight(3).map(x -> x))
          .containsExactlyInAnyOrderElementsOf(inputs);
    }
  }

  @Test
  void shouldHoldWhereAJournalHasOutcomes(@TempDir Path folder) {
    List<Integer> inputs = IntStream.range(0, 300).boxed().toList();
    Journal<Integer> journal = Journal.at(folder.resolve("done.hwj"));
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Job<Integer> job = pool.over(inputs).weighedBy(x -> 5).windowWeight(20).journal(journal);
      assertThat(job.map(x -> x).toList()).isEqualTo(inputs);
      assertThat(job.map(x -> -1).toList()).as("from the journal").isEqualTo(inputs);
      assertThat(job.longestFirst().map(x -> -1).toList()).isEqualTo(inputs);
    }
  }

  @Test
  void shouldHoldWhereAJournalHasMarks(@TempDir Path folder) {
    List<Integer> inputs = IntStream.range(0, 300).boxed().toList();
    Journal<Integer> journal = Journal.<Integer>at(folder.resolve("done.hwj")).marksOnly();
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Job<Integer> job = pool.over(inputs).weighedBy(x -> 5).windowWeight(20).journal(journal);
      assertThat(job.map(x -> x).toList()).isEqualTo(inputs);
      assertThat(job.map(x -> -1).toList()).as("marked before").isEmpty();
      assertThat(job.longestFirst().map(x -> -1).toList()).isEmpty();
    }
  }

  @Test
  void shouldRefuseAWeightBelowOne() {
    try (Pool pool = Pool.on(Serial.here()).quiet()) {
      assertThatThrownBy(() -> pool.over(List.of(1)).windowWeight(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A window holds a weight of at least 1, not 0.");
    }
  }
}
