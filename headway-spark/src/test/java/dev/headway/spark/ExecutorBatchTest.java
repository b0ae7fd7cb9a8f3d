package dev.headway.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.spark.TaskEvent.Kind;
import dev.headway.work.WorkerCrashedException;
import dev.headway.work.WorkerListener.Output;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ExecutorBatchTest {
  private static ExecutorBatch batch() {
    return batch(status -> false);
  }

  private static ExecutorBatch batch(IntPredicate endOfExecutor) {
    BatchPayload payload =
        new BatchPayload(7, 1, 0, false, 0, new int[] {0}, new long[] {0}, List.of(new byte[0]));
    ExecutorFacts.Place here = new ExecutorFacts.Place(1, 0, 1, "0", "localhost", 0);
    return new ExecutorBatch(
        payload, WireFunction.of(new byte[0]), new BitSet(), here, 0, endOfExecutor);
  }

  /** Else the end of a task that dies behind large results would not be told. */
  @Test
  void shouldNotEndAmidATaskWhenItHasManyResults() {
    ExecutorBatch batch = batch();
    batch.started(0);
    batch.succeeded(0, new byte[2 << 20]);
    assertThat(batch.cancelled()).as("between two tasks").isTrue();
    batch.started(0);
    assertThat(batch.cancelled()).as("amid a task").isFalse();
    batch.cancel();
    assertThat(batch.cancelled()).isTrue();
  }

  private static List<Kind> end(ExecutorBatch batch, int exitStatus) {
    batch.started(0);
    batch.crashed(0, new WorkerCrashedException("it died", 17, exitStatus, null, List.of()));
    return TaskEvent.events(batch.result()).stream().map(TaskEvent::kind).toList();
  }

  /** A container that ends sends the signal to all its processes, in any order. */
  @Test
  void shouldBlameNoTaskForTheEndOfAContainer() {
    ExecutorBatch ending = batch(status -> status == 143);
    assertThat(end(ending, 143)).as("it runs again").containsExactly(Kind.ATTACHED);
    assertThat(ending.cancelled()).as("nothing begins here any more").isTrue();

    ExecutorBatch living = batch(status -> status == 143);
    assertThat(end(living, 137)).containsExactly(Kind.ATTACHED, Kind.CRASHED);
    assertThat(living.cancelled()).isFalse();
  }

  /** What is printed comes by a pipe, and may meet the end of its batch. */
  @Test
  void shouldNotTakeTextIntoABatchThatSendsNothingMore() {
    ExecutorBatch batch = batch();

    assertThat(batch.printed(Output.OUT, "early".getBytes(UTF_8), false)).isTrue();
    batch.close();
    assertThat(batch.printed(Output.OUT, "late".getBytes(UTF_8), false)).isFalse();
  }
}
