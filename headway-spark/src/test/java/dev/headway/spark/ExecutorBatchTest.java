package dev.headway.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.WorkerListener.Output;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorBatchTest {
  private static ExecutorBatch batch() {
    BatchPayload payload =
        new BatchPayload(7, 1, 0, false, 0, new int[] {0}, new long[] {0}, List.of(new byte[0]));
    ExecutorFacts.Place here = new ExecutorFacts.Place(1, 0, 1, "0", "localhost", 0);
    return new ExecutorBatch(payload, WireFunction.of(new byte[0]), new BitSet(), here, 0);
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

  /** What is printed comes by a pipe, and may meet the end of its batch. */
  @Test
  void shouldNotTakeTextIntoABatchThatSendsNothingMore() {
    ExecutorBatch batch = batch();

    assertThat(batch.printed(Output.OUT, "early".getBytes(UTF_8), false)).isTrue();
    batch.close();
    assertThat(batch.printed(Output.OUT, "late".getBytes(UTF_8), false)).isFalse();
  }
}
