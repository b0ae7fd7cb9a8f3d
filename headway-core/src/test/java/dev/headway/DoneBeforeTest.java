package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.work.Serial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done before a run is a part of the whole, and no evidence of its speed. */
class DoneBeforeTest {
  @TempDir Path folder;

  private final AtomicLong clock = new AtomicLong();
  private final List<Row> rows = new ArrayList<>();
  private final Display display =
      Display.manual(clock::get, snapshot -> rows.addAll(snapshot.rows()));
  private final Pool pool = Pool.on(Serial.here()).on(display);

  private int takeSeconds(int seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    display.tick();
    return seconds;
  }

  private Row last() {
    return rows.get(rows.size() - 1);
  }

  @Test
  void shouldCountInTheTotalAndNeverInTheRate() {
    pool.over(Collections.nCopies(10, 2)).alreadyDone(90).map(this::takeSeconds).toList();

    Row middle = rows.get(5); // In the sixth task, before it is counted.
    assertThat(middle.total()).isEqualTo(100);
    assertThat(middle.counts()).isEqualTo(new Counts(5, 0, 0, 0, 0, 0, 90));
    assertThat(middle.counts().settled()).isEqualTo(95);
    assertThat(middle.counts().ended()).isEqualTo(5);
    assertThat(middle.fraction()).isEqualTo(0.95);
    assertThat(middle.rate()).isBetween(0.4, 0.6);
    assertThat(middle.forecast().likelyNanos())
        .isBetween(TimeUnit.SECONDS.toNanos(6), TimeUnit.SECONDS.toNanos(12));
    assertThat(last().complete()).isTrue();
    assertThat(last().rate()).isEqualTo(0.5);
  }

  @Test
  void shouldAddToADeclaredTotal() {
    pool.over(List.of(1, 1).iterator()).total(2).alreadyDone(8).map(this::takeSeconds).toList();

    assertThat(rows.get(0).total()).isEqualTo(10);
    assertThat(last().counts().settled()).isEqualTo(10);
  }

  @Test
  void shouldKnowTheWholeOfAStreamByItsWeight() {
    pool.over(List.of(3, 3, 4).stream().filter(x -> x > 0))
        .weighedBy(x -> x)
        .totalWeight(10)
        .map(this::takeSeconds)
        .toList();

    assertThat(rows).extracting(Row::fraction).startsWith(0.0, 0.3, 0.6);
    assertThat(rows.get(1).total()).isNull();
    assertThat(rows.get(2).forecast()).isNotNull();
    assertThat(last().fraction()).isEqualTo(1.0);
  }

  @Test
  void shouldTakeTheTrueWeightInTheEnd() {
    pool.over(List.of(3, 3).iterator())
        .weighedBy(x -> x)
        .totalWeight(100)
        .map(this::takeSeconds)
        .toList();

    assertThat(rows.get(1).fraction()).isEqualTo(0.03);
    assertThat(last().fraction()).isEqualTo(1.0);
  }

  @Test
  void shouldCountByWeightWhatWasDoneByWeight() {
    pool.over(List.of(2, 2).iterator())
        .weighedBy(x -> x)
        .totalWeight(20)
        .alreadyDone(3, 16)
        .map(this::takeSeconds)
        .toList();

    assertThat(rows.get(1).fraction()).isEqualTo(0.9);
    assertThat(rows.get(1).counts().before()).isEqualTo(3);
  }

  @Test
  void shouldRefuseLessThanNothing() {
    assertThatThrownBy(() -> pool.over(List.of(1)).alreadyDone(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pool.over(List.of(1)).alreadyDone(1, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pool.over(List.of(1)).totalWeight(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldPredictAResumedJobByWhatItDoesNow() {
    Journal<Object> journal = Journal.at(folder.resolve("job.hwj"));
    List<Integer> inputs = new ArrayList<>(Collections.nCopies(90, 1));
    pool.over(inputs).journal(journal).map(x -> x).toList();
    inputs.addAll(Collections.nCopies(10, 2));
    rows.clear();
    pool.over(inputs).journal(journal).map(this::takeSeconds).toList();

    Row middle = rows.get(5);
    assertThat(middle.counts()).isEqualTo(new Counts(5, 0, 0, 0, 0, 0, 90));
    assertThat(middle.total()).isEqualTo(100);
    assertThat(middle.rate()).isBetween(0.4, 0.6);
    assertThat(middle.forecast().likelyNanos())
        .isBetween(TimeUnit.SECONDS.toNanos(6), TimeUnit.SECONDS.toNanos(12));
  }
}
