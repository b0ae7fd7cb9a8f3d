package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.WorkerListener;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DriverLinkTest {
  private static final WorkerListener IGNORED = (worker, output, text, lineContinues) -> {};

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
    long mine = first.workers.newBatch(first.workers.connect(0, IGNORED));
    long other = second.workers.newBatch(second.workers.connect(0, IGNORED));

    assertThat(link.receive(TaskEvent.message(mine, List.of()))).containsExactly(1);
    assertThat(link.receive(TaskEvent.message(other, List.of()))).containsExactly(2);
    link.remove(second);
    assertThat(link.receive(TaskEvent.message(other, List.of()))).isNull();
    byte[] answer = Objects.requireNonNull(link.receive(Resumption.question(other, 1)));
    assertThat(Resumption.answer(answer)).as("a batch that nobody waits for").isNull();
  }

  @Test
  void shouldKnowTheWorkerOfABatchThatIsOver() {
    ConnectedWorkers workers = new ConnectedWorkers(1);
    int first = workers.connect(7, IGNORED);
    int second = workers.connect(7, IGNORED);
    long batch = workers.newBatch(first);

    assertThat(batch).isPositive().isNotEqualTo(workers.newBatch(first));
    assertThat(Objects.requireNonNull(workers.of(batch)).worker()).isEqualTo(7);
    workers.disconnect(first);
    assertThat(workers.of(batch)).as("text may be on its way").isNotNull();
    workers.disconnect(second);
    assertThat(workers.of(batch)).as("not for ever").isNull();
  }
}
