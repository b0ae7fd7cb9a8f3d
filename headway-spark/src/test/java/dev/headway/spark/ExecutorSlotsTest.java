package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutorSlotsTest {
  private static final WorkerKind KIND = new WorkerKind(true, 0, 500);
  private static final WorkerKind OTHER = new WorkerKind(true, 0, 501);
  private static final WorkerKind THIRD = new WorkerKind(true, 0, 502);

  private long now = Long.MAX_VALUE - 5; // Such a clock may begin anywhere.
  private int ended;

  private final ExecutorSlots slots =
      new ExecutorSlots(
          () -> now,
          end -> {
            ended++;
            end.run();
          });

  @AfterEach
  void end() {
    slots.close();
  }

  private List<ExecutorSlot> take(WorkerKind kind, int count) {
    List<ExecutorSlot> taken = new ArrayList<>();
    for (int user = 0; user < count; user++) {
      taken.add(slots.take(kind, 2, user));
    }
    return taken;
  }

  /** Uses some slots at the same time. */
  private List<ExecutorSlot> use(WorkerKind kind, int count) {
    List<ExecutorSlot> taken = take(kind, count);
    taken.forEach(slot -> slots.giveBack(kind, slot));
    return taken;
  }

  private void pass(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void shouldGiveASlotToItsLastUser() {
    ExecutorSlot first = slots.take(KIND, 2, 1);
    ExecutorSlot second = slots.take(KIND, 2, 2);
    slots.giveBack(KIND, first);
    slots.giveBack(KIND, second);

    assertThat(slots.take(KIND, 2, 1)).isSameAs(first);
    slots.giveUp(first);
    assertThat(slots.take(KIND, 2, 1)).as("an idle one").isSameAs(second);
  }

  @Test
  void shouldNotKeepASlotThatComesBackAfterTheEnd() {
    ExecutorSlot slot = slots.take(KIND, 1, 1);
    slots.close();
    slots.giveBack(KIND, slot);

    assertThat(slots.take(KIND, 1, 1)).isNotSameAs(slot);
  }

  @Test
  void shouldEndTheSlotsOfEarlierJobsWhenTheirPlacesAreNeeded() {
    List<ExecutorSlot> earlier = use(KIND, 2);
    List<ExecutorSlot> later = use(OTHER, 2);
    pass(59);
    use(OTHER, 2);
    assertThat(ended).as("after less than a minute").isZero();
    pass(2);
    assertThat(use(OTHER, 2)).as("its own").isEqualTo(later);

    assertThat(ended).isEqualTo(2);
    assertThat(use(KIND, 2)).doesNotContainAnyElementsOf(earlier);
    assertThat(ended).as("those of the other were used just now").isEqualTo(2);
  }

  @Test
  void shouldKeepTheSlotsOfEarlierJobsForWhichThereIsRoom() {
    List<ExecutorSlot> earlier = use(KIND, 1);
    pass(100);
    use(OTHER, 1);

    assertThat(ended).isZero();
    assertThat(use(KIND, 1)).isEqualTo(earlier);
  }

  @Test
  void shouldEndTheSlotFirstThatIsIdleForLongest() {
    List<ExecutorSlot> oldest = use(KIND, 1);
    pass(10);
    List<ExecutorSlot> older = use(OTHER, 1);
    pass(100);
    use(THIRD, 1);

    assertThat(ended).isEqualTo(1);
    assertThat(use(OTHER, 1)).isEqualTo(older);
    assertThat(use(KIND, 1)).isNotEqualTo(oldest);
  }

  @Test
  void shouldNotEndSlotsThatWork() {
    List<ExecutorSlot> working = take(KIND, 2);
    pass(100);
    take(OTHER, 2);

    assertThat(ended).isZero();
    working.forEach(slot -> slots.giveBack(KIND, slot));
    assertThat(use(KIND, 2)).isEqualTo(working);
  }
}
