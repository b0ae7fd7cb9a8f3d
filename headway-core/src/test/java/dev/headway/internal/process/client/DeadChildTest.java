package dev.headway.internal.process.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.process.Tasks;
import dev.headway.process.TestBatch;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tasks a parent blames for the death of a child, and which results it has all the same. */
class DeadChildTest {
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

  @Test
  void shouldBlameTheTaskThatTheGaugeNames() throws Exception {
    child.answer(
        FrameHeader.Kind.RESULTS, FakeChild.REQUEST, 1, out -> FakeChild.value(out, 0, "A"));
    child.hangUpAfterTheTasks();
    child.status.begin(FakeChild.REQUEST, 2);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("succeeded 0", "crashed 1", "crashed 2");
    assertThat(batch.error(1)).hasMessage("It died after it had run task 11 (input: b).");
    assertThat(batch.error(2)).hasMessage("It died while it ran task 12 (input: c).");
  }

  @Test
  void shouldBlameNobodyWhenNoTaskRan() throws Exception {
    child.answer(
        FrameHeader.Kind.RESULTS, FakeChild.REQUEST, 1, out -> FakeChild.value(out, 0, "A"));
    child.hangUpAfterTheTasks();
    child.status.begin(
        FakeChild.REQUEST, 0); // It was reported, so that is not where the child died.

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.trail())
        .containsExactly("started 0", "succeeded 0", "started 1", "not started 1");
  }

  @Test
  void shouldHaveTheResultsThatTheChildHadNoTimeToSend() throws Exception {
    child.hangUpAfterTheTasks();
    child.status.begin(FakeChild.REQUEST, 0);
    child.status.results().begin(FakeChild.REQUEST);
    child.commit(1, "A");
    child.status.begin(FakeChild.REQUEST, 1);
    child.commit(2, "B");
    child.status.begin(FakeChild.REQUEST, 2);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("succeeded 0", "succeeded 1", "crashed 2");
    assertThat(batch.value(1)).isEqualTo("B");
  }

  @Test
  void shouldHaveThemBehindThoseThatCame() throws Exception {
    child.answer(
        FrameHeader.Kind.RESULTS, FakeChild.REQUEST, 1, out -> FakeChild.value(out, 0, "A"));
    child.hangUpAfterTheTasks();
    child.status.results().begin(FakeChild.REQUEST);
    child.commit(1, "A");
    child.commit(2, "B");
    child.status.begin(FakeChild.REQUEST, 1);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).as("its task had ended").containsExactly("succeeded 0", "succeeded 1");
    assertThat(batch.value(1)).isEqualTo("B");
    assertThat(batch.trail()).endsWith("succeeded 1");
  }

  @Test
  void shouldNotLetATaskRunAgainWhoseResultWasSentAndDidNotCome() throws Exception {
    child.hangUpAfterTheTasks();
    child.status.results().begin(FakeChild.REQUEST);
    child.commit(1, "A");
    child.status.results().sent(1, child.committed());

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("crashed 0");
    assertThat(batch.error(0)).hasMessageStartingWith("It died after it had run task 10");
  }

  @Test
  void shouldCostAnInnocentTaskNothingThatTheOneBeforeItWasOverItsTime() throws Exception {
    child.hangUpAfterTheTasks();
    child.status.begin(FakeChild.REQUEST, 0);
    assertThat(child.status.markForKill(FakeChild.REQUEST, 1)).isFalse();
    assertThat(child.status.markForKill(FakeChild.REQUEST, 0)).isTrue();
    exchange.expire(FakeChild.REQUEST, 0);

    assertThatThrownBy(this::run).isInstanceOf(EOFException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("timed out 0");
  }

  @Test
  void shouldBlameTheFirstTaskWhenTheChildDiedReceiving() throws Exception {
    child.hangUpAfterTheTasks();
    child.status.receiving(FakeChild.REQUEST);

    assertThatThrownBy(this::run).isInstanceOf(IOException.class);
    exchange.died("It died", false);

    assertThat(batch.ends()).containsExactly("crashed 0");
    assertThat(batch.error(0)).hasMessage("It died while it received task 10 (input: a).");
  }

  @Test
  void shouldBlameTheFirstTaskThatIsOpenForAnAnswerThatCannotBeRead() throws Exception {
    child.answer(
        FrameHeader.Kind.RESULTS, FakeChild.REQUEST, 1, out -> FakeChild.value(out, 0, "A"));
    child.answer(FrameHeader.Kind.RESULTS, FakeChild.REQUEST, 0, out -> out.putInt(99));

    assertThatThrownBy(this::run).isInstanceOf(BadFrameException.class);
    exchange.died("It was killed", true);

    assertThat(batch.ends()).containsExactly("succeeded 0", "crashed 1");
  }
}
