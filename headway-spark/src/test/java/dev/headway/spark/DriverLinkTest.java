package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.spark.TaskEvent.Kind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DriverLinkTest {
  private static WorkerOutput output(int worker) {
    return new WorkerOutput(worker, (number, output, text, lineContinues) -> {});
  }

  /** A session that answers with its own mark. */
  private record Marked(ConnectedWorkers workers, byte mark) implements DriverLink.Receiver {
    @Override
    public boolean owns(byte[] message) {
      return workers.of(TaskEvent.batch(message)) != null;
    }

    @Override
    public byte[] receive(byte[] message) {
      return new byte[] {mark};
    }
  }

  @Test
  void shouldBringAMessageToTheSessionOfItsBatch() {
    DriverLink link = new DriverLink();
    Marked first = new Marked(new ConnectedWorkers(1), (byte) 1);
    Marked second = new Marked(new ConnectedWorkers(1), (byte) 2);
    link.add(first);
    link.add(second);
    long mine = first.workers.newBatch(first.workers.connect(output(0)));
    long other = second.workers.newBatch(second.workers.connect(output(0)));

    assertThat(link.receive(TaskEvent.message(mine, List.of()))).containsExactly(1);
    assertThat(link.receive(TaskEvent.message(other, List.of()))).containsExactly(2);
    link.remove(second);
    assertThat(link.receive(TaskEvent.message(other, List.of()))).isNull();
    byte[] answer = Objects.requireNonNull(link.receive(Resumption.question(other, 1)));
    assertThat(Resumption.answer(answer)).as("a batch that nobody waits for").isNull();
    assertThat(link.receive(OutputRoom.question(other))).as("text that nobody reads").isNull();
  }

  @Test
  void shouldKnowTheWorkerOfABatchThatIsOver() {
    ConnectedWorkers workers = new ConnectedWorkers(1);
    int first = workers.connect(output(7));
    int second = workers.connect(output(7));
    long batch = workers.newBatch(first);

    assertThat(batch).isPositive().isNotEqualTo(workers.newBatch(first));
    assertThat(Objects.requireNonNull(workers.of(batch)).worker()).isEqualTo(7);
    workers.disconnect(first);
    assertThat(workers.of(batch)).as("text may be on its way").isNotNull();
    workers.disconnect(second);
    assertThat(workers.of(batch)).as("not for ever").isNull();
  }

  @Test
  void shouldHaveLessRoomForTextTheMoreOfItWaits() {
    ConnectedWorkers workers = new ConnectedWorkers(2);
    WorkerOutput output = output(7);
    long batch = workers.newBatch(workers.connect(output));
    long other = workers.newBatch(workers.connect(output(8)));
    List<TaskEvent> events =
        List.of(
            new TaskEvent(Kind.SUCCEEDED, 0, new byte[1 << 20]),
            new TaskEvent(Kind.PRINTED, TaskEvent.WHOLE_BATCH, new byte[1000]));
    long room = workers.outputRoom(batch);

    output.queued(events);
    assertThat(workers.outputRoom(batch)).isEqualTo(room - 1000);
    assertThat(workers.outputRoom(other)).isEqualTo(room);
    output.taken(events);
    assertThat(workers.outputRoom(batch)).isEqualTo(room);
    assertThat(new ConnectedWorkers(100_000).outputRoom(batch)).isBetween(1L, room / 10);
  }
}
