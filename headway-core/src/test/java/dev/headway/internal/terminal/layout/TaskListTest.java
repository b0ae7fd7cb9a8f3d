package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.RunningTask;
import dev.headway.progress.TestRows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskListTest {
  private final TaskList list = new TaskList();

  /** A running task of an index and an age in tenths of a second. */
  private static RunningTask task(long index, long tenths) {
    return new RunningTask(
        index,
        "t" + index,
        tenths * 100_000_000,
        (int) index,
        null,
        RunningTask.State.RUNNING,
        false,
        List.of());
  }

  private List<Long> listed(RunningTask... tasks) {
    Map<Long, List<RunningTask>> lists = list.of(List.of(TestRows.running(tasks)));
    return lists.getOrDefault(1L, List.of()).stream().map(RunningTask::index).toList();
  }

  @Test
  void shouldNotFlashForShortTasks() {
    assertThat(listed(task(1, 19), task(2, 9))).isEmpty();
    assertThat(listed(task(1, 20), task(2, 10))).containsExactly(1L, 2L);
  }

  @Test
  void shouldStayOpenWhileSomethingRunsForAMoment() {
    listed(task(1, 20));
    assertThat(listed(task(2, 6))).containsExactly(2L);
    assertThat(listed()).isEmpty();
    assertThat(listed(task(3, 6))).isEmpty();
  }

  @Test
  void shouldKeepEachInItsPlaceAndFillWhatBecomesFree() {
    assertThat(listed(task(1, 40), task(2, 30), task(3, 20))).containsExactly(1L, 2L, 3L);
    assertThat(listed(task(2, 40), task(3, 30), task(4, 10))).containsExactly(4L, 2L, 3L);
    assertThat(listed(task(2, 50), task(4, 20))).containsExactly(4L, 2L);
  }

  @Test
  void shouldPutThoseBehindForWhichThereIsNoPlace() {
    listed(task(1, 40), task(2, 30), task(3, 20), task(4, 10));
    assertThat(listed(task(1, 40), task(2, 30), task(3, 20), task(4, 10), task(5, 9), task(6, 8)))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(listed(task(1, 40), task(2, 30), task(4, 10), task(5, 9), task(6, 8)))
        .containsExactly(1L, 2L, 5L, 4L, 6L);
  }
}
