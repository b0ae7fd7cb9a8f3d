package dev.headway.internal.process.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.process.Patience;
import dev.headway.process.Tasks;
import dev.headway.process.TestBatch;
import java.io.IOException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a parent makes of the answers of a child that has gone mad. */
class BatchRequestTest {
  private final TestBatch<String, Object> batch = TestBatch.of(Tasks::same, "a", "b", "c");
  private FakeChild child;
  private BatchRequest<String, Object> exchange;

  @BeforeEach
  void connect() throws IOException {
    child = new FakeChild();
    exchange = new BatchRequest<>(batch, child.seenByParent(), new GrowableBuffer());
  }

  @AfterEach
  void close() {
    child.close();
  }

  private void run() throws IOException {
    exchange.run(new FunctionCache().get(batch.function()), 0);
  }

  private void answerAll() throws IOException {
    child.answer(
        FrameHeader.Kind.RESULTS, FakeChild.REQUEST, 1, out -> FakeChild.value(out, 0, "A"));
    child.answer(
        FrameHeader.Kind.DONE,
        FakeChild.REQUEST,
        2,
        out -> {
          FakeChild.value(out, 1, "B");
          FakeChild.value(out, 2, "C");
        });
  }

  @Test
  void shouldReportWhatIsSaid() throws Exception {
    answerAll();

    run();

    assertThat(batch.trail())
        .containsExactly(
            "started 0", "succeeded 0", "started 1", "succeeded 1", "started 2", "succeeded 2");
    assertThat(batch.value(2)).isEqualTo("C");
  }

  @Test
  void shouldFailATaskWhoseResultIsLargerThanTheChildWasTold() throws Exception {
    child.answer(
        FrameHeader.Kind.DONE,
        FakeChild.REQUEST,
        3,
        out -> {
          FakeChild.value(out, 0, "123456789");
          FakeChild.value(out, 1, "1234567890");
          FakeChild.value(out, 2, "C");
        });

    run();

    assertThat(batch.ends()).containsExactly("succeeded 0", "failed 1", "succeeded 2");
    assertThat(batch.error(1))
        .hasMessageContaining("The result of task 11 cannot be read")
        .hasMessageContaining("it needs more than 9 bytes in serialized form");
  }

  @Test
  void shouldRefuseTheAnswerToAnotherRequest() throws Exception {
    child.answer(
        FrameHeader.Kind.DONE, FakeChild.REQUEST + 1, 1, out -> FakeChild.value(out, 0, "A"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it answers request 2, not 1");
    assertThat(batch.ends()).isEmpty();
  }

  @Test
  void shouldRefuseResultsOutOfOrder() throws Exception {
    child.answer(FrameHeader.Kind.DONE, FakeChild.REQUEST, 1, out -> FakeChild.value(out, 1, "B"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it tells of task 1 in place of 0");
  }

  @Test
  void shouldRefuseMoreResultsThanTasks() throws Exception {
    child.answer(
        FrameHeader.Kind.DONE,
        FakeChild.REQUEST,
        4,
        out -> {
          for (int place = 0; place < 4; place++) {
            FakeChild.value(out, place, "x");
          }
        });
    assertThatThrownBy(this::run).isInstanceOf(BadFrameException.class);
    assertThat(batch.ends()).containsExactly("succeeded 0", "succeeded 1", "succeeded 2");
  }

  @Test
  void shouldSayHowManyResultsCameTogether() throws Exception {
    answerAll();
    run();
    assertThat(batch.arrivals()).containsExactly(1, 2);
  }

  @Test
  void shouldRefuseAnotherNumberOfResultsThanIsSaid() throws Exception {
    child.answer(FrameHeader.Kind.DONE, FakeChild.REQUEST, 2, out -> FakeChild.value(out, 0, "A"));
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("it has 1 results in place of 2");
    assertThat(batch.ends()).containsExactly("succeeded 0");
  }

  @Test
  void shouldRefuseFramesThatAChildDoesNotSend() throws Exception {
    child.answer(FrameHeader.Kind.TASKS, FakeChild.REQUEST, 0, out -> {});
    assertThatThrownBy(this::run)
        .isInstanceOf(BadFrameException.class)
        .hasMessage("a worker does not send TASKS");
  }

  @Test
  void shouldRefuseResultsThatEndInTheMiddle() throws Exception {
    child.answer(
        FrameHeader.Kind.DONE,
        FakeChild.REQUEST,
        1,
        out -> {
          FakeChild.value(out, 0, "A");
          out.truncate(out.length() - 1);
        });
    assertThatThrownBy(this::run).isInstanceOf(BadFrameException.class);
  }

  @Test
  void shouldSendNothingForAClaimThatWasCancelledBefore() throws Exception {
    assertThat(exchange.cancel()).isTrue();
    assertThat(exchange.cancel()).isFalse();

    FutureTask<Void> run =
        new FutureTask<>(
            () -> {
              run();
              return null;
            });
    new Thread(run).start();
    Patience.get(run);

    assertThat(batch.trail()).isEmpty();
  }
}
