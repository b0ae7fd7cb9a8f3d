package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.spark.TaskEvent.Kind;
import dev.headway.work.WorkerStartException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a batch goes on in another executor. */
class SlotPlacesTest {
  private static final WorkerStartException FAULT = new WorkerStartException("no room", null);

  private final Set<String> executors = new HashSet<>(Set.of("1", "2"));
  private final SlotPlaces places = new SlotPlaces(() -> executors);

  private static Place at(String executor) {
    return new Place(1, 0, 1, executor, "node", 0);
  }

  private void note(int slot, String executor, Kind kind) {
    places.note(slot, at(executor), List.of(new TaskEvent(kind, 0)));
  }

  @Test
  void shouldGoOnWhereAWorkerMayStart() {
    note(0, "1", Kind.UNSTARTABLE);
    assertThat(places.startElsewhere(at("1"), FAULT)).isTrue();

    note(1, "2", Kind.UNSTARTABLE);
    assertThat(places.startElsewhere(at("2"), FAULT)).as("in none").isFalse();

    note(1, "2", Kind.STARTED);
    assertThat(places.startElsewhere(at("1"), FAULT)).as("there is room again").isTrue();
  }

  @Test
  void shouldNotCountOnAnExecutorThatHasDied() {
    note(0, "1", Kind.UNSTARTABLE);
    note(1, "2", Kind.STARTED);
    executors.remove("2");

    assertThat(places.startElsewhere(at("1"), FAULT)).isFalse();
  }

  @Test
  void shouldKeepThePlaceOfASlotThatFailsSomewhereElse() {
    note(0, "1", Kind.STARTED);
    note(0, "2", Kind.UNSTARTABLE);
    assertThat(places.of(0)).isEqualTo(at("1"));

    note(0, "1", Kind.UNSTARTABLE);
    assertThat(places.of(0)).isNull();
  }
}
