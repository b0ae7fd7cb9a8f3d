package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.spark.TaskEvent.Kind;
import dev.headway.work.TaskProgress;
import dev.headway.work.WorkerListener.Output;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void shouldCarryEvents() {
    byte[] message =
        TaskEvent.message(
            77,
            List.of(
                new TaskEvent(Kind.STARTED, 0), new TaskEvent(Kind.SUCCEEDED, 0, new byte[] {5})));

    assertThat(TaskEvent.batch(message)).isEqualTo(77);
    assertThat(TaskEvent.events(message))
        .extracting(TaskEvent::kind)
        .containsExactly(Kind.STARTED, Kind.SUCCEEDED);
    assertThat(TaskEvent.events(message).get(1).payload()).containsExactly(5);
    assertThat(Resumption.isQuestion(message)).isFalse();
    assertThat(Resumption.isQuestion(Resumption.question(77, 1))).isTrue();
    assertThat(TaskEvent.batch(Resumption.question(77, 1))).isEqualTo(77);
  }

  @Test
  void shouldCarryQuestionsForClasses() {
    ClassQuestion question = new ClassQuestion("f", "java/lang/Object.class");

    assertThat(ClassQuestion.is(question.write())).isTrue();
    assertThat(ClassQuestion.is(Resumption.question(77, 1))).isFalse();
    assertThat(ClassQuestion.read(question.write())).isEqualTo(question);
    assertThat(question.answer(MessagesTest.class.getClassLoader())).startsWith(0xCA, 0xFE);
    assertThat(question.answer(null)).isNull();
    assertThat(new ClassQuestion("f", "no/Such.class").answer(ClassLoader.getSystemClassLoader()))
        .isNull();
  }

  @Test
  void shouldCarryQuestionsForRoom() {
    byte[] question = OutputRoom.question(77);

    assertThat(OutputRoom.isQuestion(question)).isTrue();
    assertThat(TaskEvent.batch(question)).isEqualTo(77);
    for (byte[] other :
        List.of(
            Resumption.question(77, 1),
            TaskEvent.message(77, List.of()),
            TaskEvent.message(77, List.of(new TaskEvent(Kind.STARTED, 0))),
            new ClassQuestion("f", "a").write())) {
      assertThat(OutputRoom.isQuestion(other)).isFalse();
    }
    assertThat(OutputRoom.read(OutputRoom.answer(1L << 40))).isEqualTo(1L << 40);
    assertThat(OutputRoom.read(OutputRoom.answer(-5))).isZero();
  }

  @Test
  void shouldCarryAnswers() {
    BitSet some = new BitSet();
    some.set(3);
    some.set(70);

    for (Resumption.Answer answer :
        List.of(
            new Resumption.Answer(some, true),
            new Resumption.Answer(some, false),
            new Resumption.Answer(new BitSet(), false),
            Resumption.Answer.LATER)) {
      assertThat(Resumption.answer(Resumption.bytes(answer))).isEqualTo(answer);
    }
    assertThat(Resumption.answer(Resumption.bytes(null))).isNull();
  }

  @Test
  void shouldCarryFacts() {
    List<TaskProgress> steps =
        List.of(new TaskProgress("pages", false, 3, 4L), new TaskProgress("", true, 7, null));
    ExecutorFacts.Printed printed =
        ExecutorFacts.printed(ExecutorFacts.printed(Output.ERR, new byte[] {1, 2}, true));

    assertThat(ExecutorFacts.progress(ExecutorFacts.progress(steps))).isEqualTo(steps);
    assertThat(printed.output()).isEqualTo(Output.ERR);
    assertThat(printed.lineContinues()).isTrue();
    assertThat(printed.text()).containsExactly(1, 2);
  }

  @Test
  void shouldCarryBatches() {
    BatchPayload batch =
        new BatchPayload(
            9,
            3,
            2,
            true,
            1000,
            new int[] {1, 4},
            new long[] {11, 14},
            List.of(new byte[] {1}, new byte[] {}));

    BatchPayload read = BatchPayload.read(batch.write());

    assertThat(read).usingRecursiveComparison().isEqualTo(batch);
  }

  @Test
  void shouldApplyAFunctionToBytes() throws Exception {
    int factor = 3;
    dev.headway.work.TaskFunction<Integer, Integer> function = x -> x * factor;
    dev.headway.work.TaskFunction<Wire, byte[]> wire =
        WireFunction.of(WireFunction.bytes(function));

    byte[] result = wire.apply(new Wire(Payloads.of(14)));

    assertThat(Payloads.value(result, null)).isEqualTo(42);
    assertThat(new Wire(Payloads.of(14))).hasToString("14");
  }

  @Test
  void shouldCarryExceptions() {
    Throwable error =
        Payloads.error(Payloads.ofError(new IOException("the disk is gone"), null), null);

    assertThat(error).isInstanceOf(IOException.class).hasMessage("the disk is gone");
  }
}
