package dev.headway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningTasksTest {
  private static final long SECOND = 1_000_000_000L;

  private final Meter meter = Meter.ofTasks("x", 20, false);
  private final AtomicInteger asked = new AtomicInteger();
  private final Deque<Lane.Turn> turns = new ArrayDeque<>();

  @AfterEach
  void endTurns() {
    turns.forEach(Lane.Turn::close);
  }

  /** A claim of inputs named a100, a101 and so on, of which one runs. */
  private final class Claimed implements Lane.Tasks {
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

  private Claimed start(int worker, int task, long now) {
    Claimed claimed = new Claimed();
    turns.push(meter.lane(worker).begin(claimed));
    meter.lane(worker).started(task, 1, now);
    claimed.running = task;
    return claimed;
  }

  private List<RunningTask> longest(long now) {
    return meter.row(now).longest();
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
  void shouldAskNoTinyTaskForItsName() {
    start(0, 1, SECOND);
    assertThat(longest(2 * SECOND - 1)).isEmpty();
    assertThat(asked).hasValue(0);
    assertThat(longest(2 * SECOND)).hasSize(1);
  }

  @Test
  void shouldListAFewOfMany() {
    for (int worker = 0; worker < 20; worker++) {
      start(worker, worker, worker);
    }
    assertThat(longest(2 * SECOND)).hasSize(RunningTasks.LISTED);
    assertThat(asked).hasValue(RunningTasks.LISTED);
    assertThat(meter.row(2 * SECOND).running()).isEqualTo(20);
  }

  @Test
  void shouldForgetATaskThatEnded() {
    Claimed claimed = start(0, 1, 0);
    assertThat(longest(SECOND)).hasSize(1);
    claimed.running = -1;
    meter.lane(0).ended(TaskStatus.SUCCEEDED, SECOND);
    assertThat(longest(2 * SECOND)).isEmpty();
  }

  @Test
  void shouldKeepNothingOfAClaimThatEnded() {
    Lane.Turn turn = meter.lane(0).begin(new Claimed());
    assertThat(meter.lane(0).turn()).isSameAs(turn);
    turn.close();
    assertThat(meter.lane(0).turn()).isNull();
    assertThat(Lane.Turn.ofThread()).isNull();
  }

  @Test
  void shouldNotEndTheTurnOfTheOneWhoTookTheLaneOver() {
    Lane.Turn lost = meter.lane(0).begin(new Claimed());
    Lane.Turn other = meter.lane(0).begin(new Claimed());
    lost.close();
    assertThat(meter.lane(0).turn()).isSameAs(other);
    other.close();
    lost.close();
  }

  @Test
  void shouldMarkWhatIsSlowStalledOrDead() {
    for (int i = 0; i < 5; i++) {
      meter.lane(9).started(0, 1, 0);
      meter.lane(9).ended(TaskStatus.SUCCEEDED, SECOND);
    }
    long[] beats = {7};
    meter.lane(0).pulse(() -> beats[0]);
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
    meter.waitsFor(() -> index[0]);
    assertThat(meter.row(1).note()).as("it may be over in a moment").isEmpty();
    assertThat(meter.row(SECOND + 1).note()).isEqualTo("waiting for input 104 (a104)");
    index[0] = 105;
    assertThat(meter.row(SECOND + 2).note()).isEmpty();
    assertThat(meter.row(2 * SECOND + 2).note()).isEqualTo("waiting for input 105");
    meter.note("something else");
    assertThat(meter.row(2 * SECOND + 3).note()).isEqualTo("something else");
    meter.note("");
    index[0] = -1;
    assertThat(meter.row(4 * SECOND).note()).as("there is room").isEmpty();
    meter.waitsFor(null);
    assertThat(meter.row(5 * SECOND).note()).isEmpty();
  }

  @Test
  void shouldNotSpeakOfAWaitWhileAllAreBusy() {
    for (int worker = 0; worker < 20; worker++) {
      start(worker, worker, 0);
    }
    meter.waitsFor(() -> 104);
    meter.row(1);
    assertThat(meter.row(5 * SECOND).note()).isEmpty();
  }
}
