package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.spark.ExecutorFates.Fate;
import dev.headway.spark.RunningBatch.News;
import dev.headway.spark.TaskEvent.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunningBatchTest {
  private final WorkerOutput output =
      new WorkerOutput(0, (worker, stream, text, lineContinues) -> {});

  private final Set<String> dead = new HashSet<>();
  private final List<Long> killed = new ArrayList<>();
  private final RunningBatch batch = new RunningBatch(1, 4, output, this::fate, killed::add);

  private Fate fate(Place place) {
    return dead.contains(place.executor()) ? Fate.DIED : Fate.LIVES;
  }

  private void runsOn(String executor, long task, int attempt) {
    tell(Kind.ATTACHED, executor, task, attempt, 1);
  }

  private void tell(Kind kind, String executor, long task, int attempt, int portion) {
    byte[] place = ExecutorFacts.place(new Place(task, attempt, portion, executor, "host", 0));
    batch.received(List.of(new TaskEvent(kind, TaskEvent.WHOLE_BATCH, place)), false);
  }

  /** Leaves task 0 alone, after two executors have died with it. */
  private void suspectFirst() {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    for (String executor : List.of("a", "b")) {
      runsOn(executor, 10, 0);
      dead.add(executor);
      batch.resumption(1);
    }
    ends(1);
    ends(2);
    ends(3);
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
  }

  private void ends(int task) {
    batch.received(List.of(new TaskEvent(Kind.SUCCEEDED, task)), false);
  }

  /** The tasks that an executor is told not to run; null if it is to run none. */
  private @Nullable BitSet skipped(int portion) {
    Resumption.Answer answer = batch.resumption(portion);
    return answer == null ? null : answer.skipped();
  }

  private static BitSet bits(int... tasks) {
    BitSet bits = new BitSet();
    for (int task : tasks) {
      bits.set(task);
    }
    return bits;
  }

  @Test
  void shouldNotRunAgainWhatHasEnded() {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    runsOn("a", 10, 0);
    ends(0);
    ends(1);
    dead.add("a");

    assertThat(skipped(1)).isEqualTo(bits(0, 1));
    assertThat(batch.rest()).containsExactly(2, 3);
  }

  @Test
  void shouldRunASuspectAlone() {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    runsOn("a", 10, 0);
    ends(0);
    dead.add("a");
    assertThat(skipped(1)).isEqualTo(bits(0));
    runsOn("b", 11, 1);
    dead.add("b");

    assertThat(skipped(1)).as("1 has seen two deaths").isEqualTo(bits(0, 1));
    assertThat(batch.rest()).containsExactly(2, 3);
    ends(2);
    ends(3);
    assertThat(batch.rest()).containsExactly(1);
    assertThat(batch.isSuspect(batch.rest())).isTrue();
  }

  @Test
  void shouldNotBlameASuspectAgainThatWasLeftOut() {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    ends(0);
    List<BitSet> skipped = new ArrayList<>();
    for (String executor : List.of("a", "b", "c", "d")) {
      runsOn(executor, 10, 0);
      dead.add(executor);
      skipped.add(skipped(1));
    }

    assertThat(skipped).containsExactly(bits(0), bits(0, 1), bits(0, 1), bits(0, 1, 2));
  }

  @Test
  void shouldCallATaskCrashedThatKillsAlone() throws InterruptedException {
    suspectFirst();
    tell(Kind.ATTACHED, "c", 12, 0, 2);
    dead.add("c");

    assertThat(skipped(2)).isEqualTo(bits(0, 1, 2, 3));
    assertThat(batch.rest()).isEmpty();
    List<TaskEvent> last = List.of();
    for (News news = batch.next(0); news != null; news = batch.next(0)) {
      last = ((News.Events) news).events();
    }
    assertThat(last).singleElement().extracting(TaskEvent::kind).isEqualTo(Kind.CRASHED);
    assertThat(Payloads.error(last.get(0).payload(), null))
        .hasMessage("Executor c on host died while it ran this task alone, as 2 executors before.");
  }

  @Test
  void shouldNotBlameATaskForAnExecutorThatItHasLeft() {
    suspectFirst();
    tell(Kind.ATTACHED, "c", 12, 0, 2);
    tell(Kind.DETACHED, "c", 12, 0, 2);
    dead.add("c"); // Of what came next there: the result was on its way.

    assertThat(skipped(2)).as("it runs again").isEqualTo(bits(1, 2, 3));
  }

  @Test
  void shouldBlameATaskWhoseExecutorsDieEachTimeThatItHasRun() throws InterruptedException {
    suspectFirst();
    for (String executor : List.of("c", "d", "e")) {
      assertThat(batch.rest()).as("before " + executor).containsExactly(0);
      tell(Kind.ATTACHED, executor, 12, 0, 2);
      tell(Kind.DETACHED, executor, 12, 0, 2);
      dead.add(executor);
      batch.resumption(2);
    }

    assertThat(batch.rest()).isEmpty();
    TaskEvent last = lastEvent();
    assertThat(last.kind()).isEqualTo(Kind.CRASHED);
    assertThat(Payloads.error(last.payload(), null))
        .hasMessageStartingWith("Executor e on host died when it had run this task alone, as 2")
        .hasMessageContaining("memory");
  }

  private TaskEvent lastEvent() throws InterruptedException {
    TaskEvent last = null;
    for (News news = batch.next(0); news != null; news = batch.next(0)) {
      List<TaskEvent> events = ((News.Events) news).events();
      last = events.get(events.size() - 1);
    }
    return Objects.requireNonNull(last);
  }

  @Test
  void shouldNotBlameATaskThatIsAloneForWhereItRanWithOthers() {
    suspectFirst();
    runsOn("c", 12, 2); // It skipped the task, ended, and its message comes behind its result.
    dead.add("c");

    assertThat(skipped(2)).as("it runs again").isEqualTo(bits(1, 2, 3));
    assertThat(skipped(1)).as("with others").isNull();
  }

  @Test
  void shouldNotCallASingleTaskCrashedThatHadCompany() throws InterruptedException {
    RunningBatch batch = new RunningBatch(1, 1, output, this::fate, task -> {});
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    for (String executor : List.of("a", "b")) {
      byte[] place = ExecutorFacts.place(new Place(10, 0, 1, executor, "host", 0));
      batch.received(List.of(new TaskEvent(Kind.ATTACHED, TaskEvent.WHOLE_BATCH, place)), false);
      assertThat(batch.next(0)).isNotNull();
      dead.add(executor);
      batch.resumption(1);
    }

    assertThat(Objects.requireNonNull(batch.resumption(1)).skipped())
        .as("it does not go on with company")
        .isEqualTo(bits(0));
    assertThat(batch.next(0)).as("news of an end").isNull();
    assertThat(batch.isSuspect(batch.rest())).as("it runs alone next").isTrue();
  }

  @Test
  void shouldBlameNoTaskForAnotherAttemptOfALivingExecutor() {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    runsOn("slow", 10, 0);

    assertThat(skipped(1)).as("a speculative copy").isEqualTo(bits());
    assertThat(skipped(1)).isEqualTo(bits());
    assertThat(skipped(1)).isEqualTo(bits());
  }

  @Test
  void shouldKillWhatRunsAndWhatBeginsWhenItIsCancelled() throws InterruptedException {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    runsOn("a", 10, 0);
    batch.cancel();
    batch.cancel();
    runsOn("b", 11, 0);

    assertThat(killed).containsExactly(10L, 11L);
    assertThat(skipped(1)).isNull();
    assertThat(Objects.requireNonNull(batch.next(0))).isInstanceOf(News.Events.class);
    assertThat(Objects.requireNonNull(batch.next(0))).isInstanceOf(News.Cancelled.class);
  }

  @Test
  void shouldKnowWhetherSparkHasIt() {
    SubmittedJob job = new SubmittedJob(group -> {}, "g", List.of(), () -> {});
    assertThat(batch.isInSpark()).isFalse();
    batch.submitted(job);
    ends(0);
    assertThat(batch.isInSpark()).isTrue();
    batch.failed(new IllegalStateException("given up"));
    assertThat(batch.isInSpark()).isFalse();
    batch.submitted(job);
    batch.end();
    assertThat(batch.isInSpark()).as("nobody waits for it").isTrue();
    batch.received(List.of(), true);
    assertThat(batch.isInSpark()).isFalse();
  }

  @Test
  void shouldLoseNothingThatTasksPrintBehindTheirEnds() throws InterruptedException {
    RunningBatch batch = new RunningBatch(1, 1, output, this::fate, task -> {});
    List<TaskEvent> printed = List.of(new TaskEvent(Kind.PRINTED, TaskEvent.WHOLE_BATCH));
    assertThat(batch.received(List.of(new TaskEvent(Kind.SUCCEEDED, 0)), true)).isTrue();
    assertThat(batch.received(printed, false)).isTrue();
    assertThat(batch.next(0)).as("the end").isNotNull();

    assertThat(batch.end()).isEqualTo(printed);
    assertThat(batch.received(printed, false)).as("afterwards").isFalse();
  }

  @Test
  void shouldTellHowMuchTextWaitsAndKeepTheNewestProgressAlone() throws InterruptedException {
    TaskEvent text = new TaskEvent(Kind.PRINTED, TaskEvent.WHOLE_BATCH, new byte[10]);
    batch.received(List.of(text, new TaskEvent(Kind.STARTED, 0)), false);
    TaskEvent newest = text;
    for (int i = 0; i < 100; i++) {
      newest = new TaskEvent(Kind.PROGRESS, TaskEvent.WHOLE_BATCH, new byte[] {(byte) i});
      batch.received(List.of(newest), false);
    }
    batch.received(List.of(text), false);
    assertThat(output.waiting()).isEqualTo(20);

    assertThat(batch.next(0)).isNotNull();
    assertThat(output.waiting()).isEqualTo(10);
    assertThat(batch.next(0)).isEqualTo(new News.Events(List.of(newest), false));
    assertThat(batch.end()).containsExactly(text);
    assertThat(output.waiting()).isZero();
  }

  /** As while it is kept for a moment since its worker did not start. */
  @Test
  void shouldBlameNoTaskForTheDeathOfAnExecutorThatRanNone() {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    for (String executor : List.of("a", "b", "c")) {
      runsOn(executor, 10, 0);
      tell(Kind.RELEASED, executor, 10, 0, 1);
      dead.add(executor);
      assertThat(skipped(1)).isEqualTo(bits());
    }
    assertThat(batch.rest()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void shouldTellACopyFromAnAttemptThatFollowsADeath() {
    batch.submitting(batch.rest(), batch.isSuspect(batch.rest()), null);
    runsOn("a", 10, 0);
    assertThat(batch.resumption(1)).isEqualTo(new Resumption.Answer(bits(), true));
    dead.add("a");
    assertThat(batch.resumption(1)).isEqualTo(new Resumption.Answer(bits(), false));
  }
}
