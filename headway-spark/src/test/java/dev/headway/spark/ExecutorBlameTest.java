package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.spark.ExecutorFates.Fate;
import dev.headway.spark.TaskEvent.Kind;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which executors count against a task. */
class ExecutorBlameTest {
  private final WorkerOutput output =
      new WorkerOutput(0, (worker, stream, text, lineContinues) -> {});
  private final Set<String> dead = new HashSet<>();
  private Fate fate = Fate.DIED;
  private final RunningBatch batch = new RunningBatch(1, 4, output, this::fate, task -> {});

  /** Of the dead all have the same. */
  private Fate fate(Place place) {
    return dead.contains(place.executor()) ? fate : Fate.LIVES;
  }

  private void submit() {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
  }

  private void tell(Kind kind, String executor, int portion) {
    byte[] place = ExecutorFacts.place(new Place(10, 0, portion, executor, "host", 0));
    batch.received(List.of(new TaskEvent(kind, TaskEvent.WHOLE_BATCH, place)), false);
  }

  /** Leaves task 0 alone, after two executors have died with it. */
  private void suspectFirst() {
    submit();
    for (String executor : List.of("a", "b")) {
      tell(Kind.ATTACHED, executor, 1);
      dead.add(executor);
      batch.resumption(1);
    }
    for (int task : List.of(1, 2, 3)) {
      batch.settle(task);
    }
    submit();
  }

  /** The tasks that an executor is told not to run. */
  private BitSet skipped() {
    return Objects.requireNonNull(batch.resumption(1)).skipped();
  }

  /** Ends an executor by the system, which had it. */
  private void lose(String executor, int portion) {
    fate = Fate.ENDED;
    tell(Kind.ATTACHED, executor, portion);
    dead.add(executor);
    batch.resumption(portion);
  }

  @Test
  void shouldNotBlameATaskForExecutorsThatTheSystemHasEnded() {
    suspectFirst();
    for (int i = 0; i < ExecutorBlame.MAX_ENDED; i++) {
      lose("lost" + i, 2);
      assertThat(batch.rest()).as("after loss %d", i).containsExactly(0);
    }
    assertThat(batch.lost()).hasSize(2 + ExecutorBlame.MAX_ENDED).contains("lost3");

    lose("last", 2); // What takes machines down may be the task.
    assertThat(batch.rest()).isEmpty();
  }

  @Test
  void shouldNotBlameATaskForTheEndOfAnExecutorThatItHasLeft() {
    suspectFirst();
    for (int i = 0; i < 5; i++) {
      tell(Kind.ATTACHED, "c" + i, 2);
      tell(Kind.DETACHED, "c" + i, 2);
      lose("c" + i, 2);
    }
    assertThat(batch.rest()).containsExactly(0);
  }

  @Test
  void shouldTellAnExecutorToAskLaterUntilItIsKnownWhyAnotherOneDied() {
    submit();
    for (String executor : List.of("a", "b", "c")) {
      tell(Kind.ATTACHED, executor, 1);
      dead.add(executor);
      fate = Fate.UNKNOWN;
      assertThat(batch.resumption(1)).isEqualTo(Resumption.Answer.LATER);
      assertThat(batch.resumption(2)).as("an earlier one").isNull();
      fate = Fate.ENDED;
      assertThat(skipped()).isEqualTo(new BitSet());
    }
    assertThat(batch.rest()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void shouldWaitForTheReasonAfterTheEndOfAJob() throws InterruptedException {
    suspectFirst();
    tell(Kind.ATTACHED, "c", 2);
    dead.add("c");
    fate = Fate.UNKNOWN;
    batch.failed(new IllegalStateException("given up"));
    assertThat(batch.rest()).containsExactly(0);

    fate = Fate.DIED;
    batch.awaitFates();
    assertThat(batch.rest()).isEmpty();
    assertThat(batch.lost()).containsExactlyInAnyOrder("a", "b", "c");
  }
}
