package dev.headway.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.RunningTask;
import dev.headway.progress.TaskEnd;
import dev.headway.progress.Utilization;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningTasksTest {
  private static final long SECOND = 1_000_000_000L;

  private static final int WORKERS = RunningTasks.LISTED + 20;

  private final ProgressTracker tracker = ProgressTracker.ofTasks("x", WORKERS, null);
  private final AtomicInteger asked = new AtomicInteger();
  private final Deque<TaskBinding.BatchScope> scopes = new ArrayDeque<>();

  @AfterEach
  void closeScopes() {
    scopes.forEach(TaskBinding.BatchScope::close);
  }

  /** A batch of inputs named a100, a101 and so on, of which one runs. */
  private final class Taken implements ActiveTasks {
    private int running = -1;

    @Override
    public int running() {
      return running;
    }

    @Override
    public long index(int task) {
      return 100 + task;
    }

    @Override
    public Object input(int task) {
      asked.incrementAndGet();
      return "a" + index(task);
    }
  }

  private Taken start(int worker, int task, long now) {
    Taken batch = new Taken();
    scopes.push(tracker.counters(worker).begin(batch));
    tracker.counters(worker).started(task, 1, now);
    batch.running = task;
    return batch;
  }

  private List<RunningTask> longest(long now) {
    return tracker.row(now, new NestedRows(), true).longest();
  }

  @Test
  void shouldNameTheOldestFirst() {
    start(3, 7, 2 * SECOND);
    start(5, 0, SECOND);
    assertThat(longest(4 * SECOND)).extracting(RunningTask::name).containsExactly("a100", "a107");
    assertThat(longest(4 * SECOND))
        .extracting(RunningTask::ageNanos)
        .containsExactly(3 * SECOND, 2 * SECOND);
    assertThat(longest(4 * SECOND)).extracting(RunningTask::worker).containsExactly(5, 3);
    assertThat(asked).as("asked for its name once").hasValue(2);
  }

  @Test
  void shouldCountWorkersFromTheirFirstTaskOn() {
    assertThat(tracker.row(SECOND, new NestedRows(), true).workersUp()).isZero();
    start(3, 7, 2 * SECOND);
    start(5, 0, SECOND);
    assertThat(tracker.row(2 * SECOND, new NestedRows(), true).workersUp()).isEqualTo(2);

    tracker.counters(3).ended(TaskEnd.SUCCEEDED, 3 * SECOND);

    assertThat(tracker.row(3 * SECOND, new NestedRows(), true).running()).isOne();
    assertThat(tracker.row(3 * SECOND, new NestedRows(), true).workersUp()).isEqualTo(2);
  }

  @Test
  void shouldAskNoTinyTaskForItsName() {
    start(0, 1, SECOND);
    assertThat(longest(2 * SECOND - 1)).isEmpty();
    assertThat(asked).hasValue(0);
    assertThat(longest(2 * SECOND)).hasSize(1);
  }

  @Test
  void shouldListAFewOfMany() {
    for (int worker = 0; worker < WORKERS; worker++) {
      start(worker, worker, worker);
    }
    assertThat(longest(2 * SECOND)).hasSize(RunningTasks.LISTED);
    assertThat(asked).hasValue(RunningTasks.LISTED);
    assertThat(tracker.row(2 * SECOND, new NestedRows(), true).running()).isEqualTo(WORKERS);
  }

  @Test
  void shouldForgetATaskThatEnded() {
    Taken batch = start(0, 1, 0);
    assertThat(longest(SECOND)).hasSize(1);
    batch.running = -1;
    tracker.counters(0).ended(TaskEnd.SUCCEEDED, SECOND);
    assertThat(longest(2 * SECOND)).isEmpty();
  }

  @Test
  void shouldKeepNothingOfAClaimThatEnded() {
    TaskBinding.BatchScope scope = tracker.counters(0).begin(new Taken());
    assertThat(tracker.counters(0).scope()).isSameAs(scope);
    scope.close();
    assertThat(tracker.counters(0).scope()).isNull();
    assertThat(TaskBinding.BatchScope.ofThread()).isNull();
  }

  @Test
  void shouldNotEndTheScopeOfAWorkerThatTookTheCountersOver() {
    TaskBinding.BatchScope lost = tracker.counters(0).begin(new Taken());
    TaskBinding.BatchScope other = tracker.counters(0).begin(new Taken());
    lost.close();
    assertThat(tracker.counters(0).scope()).isSameAs(other);
    other.close();
    lost.close();
  }

  @Test
  void shouldMarkWhatIsSlowStalledOrDead() {
    for (int i = 0; i < 5; i++) {
      tracker.counters(9).started(0, 1, 0);
      tracker.counters(9).ended(TaskEnd.SUCCEEDED, SECOND);
    }
    long[] beats = {7};
    tracker.counters(0).heartbeat(() -> beats[0]);
    start(0, 0, 0);
    assertThat(longest(3 * SECOND).get(0).state()).isEqualTo(RunningTask.State.RUNNING);
    for (long tenth = 30; tenth < 50; tenth++) {
      assertThat(longest(tenth * SECOND / 10 + 1).get(0).state()).isEqualTo(RunningTask.State.SLOW);
    }
    for (long tenth = 50; tenth < 80; tenth++) {
      longest(tenth * SECOND / 10 + 1);
    }
    assertThat(longest(8 * SECOND + 2).get(0).state()).isEqualTo(RunningTask.State.STALLED);
    beats[0]++;
    assertThat(longest(9 * SECOND).get(0).state()).isEqualTo(RunningTask.State.SLOW);
    beats[0] = -1;
    assertThat(longest(10 * SECOND).get(0).state()).isEqualTo(RunningTask.State.DEAD);
  }

  @Test
  void shouldNameTheInputThatIsWaitedFor() {
    start(2, 4, 0);
    long[] index = {104};
    tracker.waits().waitsFor(() -> index[0]);
    assertThat(tracker.row(1, new NestedRows(), true).note())
        .as("it may be over in a moment")
        .isEmpty();
    assertThat(tracker.row(SECOND + 1, new NestedRows(), true).note())
        .isEqualTo("a104 holds up the results (in order)");
    index[0] = 105;
    assertThat(tracker.row(SECOND + 2, new NestedRows(), true).note()).isEmpty();
    assertThat(tracker.row(2 * SECOND + 2, new NestedRows(), true).note())
        .isEqualTo("input 105 holds up the results (in order)");
    tracker.note("something else");
    assertThat(tracker.row(2 * SECOND + 3, new NestedRows(), true).note())
        .isEqualTo("something else");
    tracker.note("");
    index[0] = -1;
    assertThat(tracker.row(4 * SECOND, new NestedRows(), true).note())
        .as("there is room")
        .isEmpty();
    tracker.waits().waitsFor(null);
    assertThat(tracker.row(5 * SECOND, new NestedRows(), true).note()).isEmpty();
  }

  @Test
  void shouldSayHowManyWorkersStartUntilOneHasBegunATask() {
    assertThat(tracker.row(1, new NestedRows(), true).starting())
        .isEqualTo(tracker.row(1, new NestedRows(), true).workers())
        .isPositive();
    start(2, 4, 2);
    assertThat(tracker.row(3, new NestedRows(), true).starting()).isZero();
    ProgressTracker waiting = ProgressTracker.ofTasks("x", 3, null);
    waiting.idleness(() -> Utilization.Idle.INPUT);
    assertThat(waiting.row(1, new NestedRows(), true).starting())
        .as("their source is slow")
        .isZero();
    assertThat(waiting.row(1, new NestedRows(), true).workers()).isEqualTo(3);
  }

  @Test
  void shouldMarkTheTaskThatOthersWaitFor() {
    start(2, 4, 0);
    start(3, 5, 0);
    tracker.waits().waitsFor(() -> 104);
    tracker.row(2 * SECOND, new NestedRows(), true);
    assertThat(longest(3 * SECOND - 1)).hasSize(2).noneMatch(RunningTask::holdsUp);
    assertThat(longest(3 * SECOND))
        .filteredOn(RunningTask::holdsUp)
        .singleElement()
        .matches(task -> task.name().equals("a104"));
    tracker.waits().waitsFor(null);
    tracker.row(4 * SECOND, new NestedRows(), true);
    assertThat(longest(4 * SECOND + 1)).hasSize(2).noneMatch(RunningTask::holdsUp);
  }

  @Test
  void shouldNotSpeakOfAWaitWhileAllAreBusy() {
    for (int worker = 0; worker < WORKERS; worker++) {
      start(worker, worker, 0);
    }
    tracker.waits().waitsFor(() -> 104);
    tracker.row(1, new NestedRows(), true);
    assertThat(tracker.row(5 * SECOND, new NestedRows(), true).note()).isEmpty();
  }
}
