package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How batches become jobs of Spark. */
@Tag("faults")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JobDispatcherTest {
  /** A batch at which Spark throws what Java would have declared. */
  private static final class Refused implements JobDispatcher.Submission {
    private final FunctionTable.Entry function = new FunctionTable().get(x -> x);
    private final List<Throwable> causes = new CopyOnWriteArrayList<>();

    @Override
    public FunctionTable.Entry function() {
      return function;
    }

    @Override
    public byte[] payload() {
      return new byte[0];
    }

    @Override
    public long firstIndex() {
      return 0;
    }

    @Override
    public @Nullable String preferredPlace() {
      Refused.<RuntimeException>throwUnchecked(new SparkException("no"));
      return null;
    }

    @SuppressWarnings("unchecked") // As Scala throws it.
    private static <E extends Throwable> void throwUnchecked(Throwable checked) throws E {
      throw (E) checked;
    }

    @Override
    public void submitted(SubmittedJob job) {}

    @Override
    public void ended(byte[] result) {}

    @Override
    public void failed(Throwable cause) {
      causes.add(cause);
    }
  }

  /** A batch whose result is kept. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Kept(FunctionTable.Entry function, byte[] payload, List<byte[]> results)
      implements JobDispatcher.Submission {
    @Override
    public long firstIndex() {
      return 0;
    }

    @Override
    public @Nullable String preferredPlace() {
      return null;
    }

    @Override
    public void submitted(SubmittedJob job) {}

    @Override
    public void ended(byte[] result) {
      results.add(result);
    }

    @Override
    public void failed(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  /** A batch that waits for its interrupt. */
  private static Kept waiting(long number) throws IOException {
    TaskFunction<Integer, Integer> wait =
        x -> {
          new CountDownLatch(1).await();
          return x;
        };
    BatchPayload payload =
        new BatchPayload(
            number, 1, 0, false, 0, new int[] {0}, new long[] {0}, List.of(Payloads.of(1)));
    return new Kept(new FunctionTable().get(wait), payload.write(), new CopyOnWriteArrayList<>());
  }

  private static Session session(JavaSparkContext context) throws InterruptedException {
    SparkConfig config =
        SparkConfig.of(null, context).withKind(new WorkerKind(true, 0, 500)).withSlots(1);
    return Session.open(config, new ClusterSize(config), new FunctionTable());
  }

  private static RunningBatch register(Session session) {
    WorkerOutput output = new WorkerOutput(0, (number, stream, text, lineContinues) -> {});
    return session.register(session.connect(output), 1, 0, output);
  }

  @Test
  void shouldCountTheOneExecutorOfALocalMasterAsAlive() throws Exception {
    try (JavaSparkContext context = SharedContextTest.local(1);
        Session session = session(context)) {
      RunningBatch batch = register(session);
      batch.submitting(batch.rest(), false, null);
      byte[] place =
          ExecutorFacts.place(new ExecutorFacts.Place(7, 0, 1, "driver", "localhost", 0));
      batch.received(
          List.of(new TaskEvent(TaskEvent.Kind.ATTACHED, TaskEvent.WHOLE_BATCH, place)), false);
      batch.failed(new IllegalStateException("cancelled"));

      assertThat(batch.lost()).isEmpty();
    }
  }

  @Test
  void shouldPreferAPlaceWhereATaskHasBegun() throws Exception {
    try (JavaSparkContext context = SharedContextTest.local(1);
        Session session = session(context)) {
      RunningBatch batch = register(session);
      batch.submitting(batch.rest(), false, null);
      byte[] place = ExecutorFacts.place(new ExecutorFacts.Place(7, 0, 1, "1", "node", 0));

      tell(session, batch, new TaskEvent(TaskEvent.Kind.ATTACHED, TaskEvent.WHOLE_BATCH, place));
      assertThat(session.place(0)).as("its worker has to start").isNull();
      tell(session, batch, new TaskEvent(TaskEvent.Kind.STARTED, 0));
      assertThat(session.place(0)).isEqualTo("executor_node_1");
      tell(session, batch, new TaskEvent(TaskEvent.Kind.UNSTARTABLE, TaskEvent.WHOLE_BATCH));
      assertThat(session.place(0)).isNull();
    }
  }

  private static void tell(Session session, RunningBatch batch, TaskEvent event) {
    session.receive(TaskEvent.message(batch.id(), List.of(event)));
  }

  @Test
  void shouldEndWhatBeginsWhenNobodyWaitsForIt() throws Exception {
    try (JavaSparkContext context = SharedContextTest.local(1)) {
      try (Session session = session(context)) {
        RunningBatch over = register(session);
        over.submitted(new SubmittedJob(group -> {}, "", List.of(), () -> {}));
        session.forget(over);

        for (Kept batch : List.of(waiting(over.id()), waiting(Integer.MAX_VALUE))) {
          session.submit(batch);
          Await.until("results", () -> !batch.results.isEmpty());
          assertThat(TaskEvent.events(batch.results.get(0))).as("no task has run").isEmpty();
        }
      }
    }
  }

  @Test
  void shouldGoOnAfterACheckedExceptionOfSpark() {
    try (JavaSparkContext context = SharedContextTest.local(1);
        JobDispatcher dispatcher =
            new JobDispatcher(context, SparkConfig.PROCESSES, 0, () -> 1, true)) {
      dispatcher.start();
      for (int i = 0; i < 2; i++) {
        Refused batch = new Refused();
        dispatcher.submit(batch);
        Await.until("causes", () -> !batch.causes.isEmpty());
        assertThat(batch.causes).singleElement().isInstanceOf(SparkException.class);
      }
    }
  }

  @Test
  void shouldPreferNoPlaceForWhichSparkWouldWait() throws Exception {
    try (JavaSparkContext context = SharedContextTest.local(1, "3s");
        Session session = session(context)) {
      RunningBatch batch = register(session);
      byte[] place = ExecutorFacts.place(new ExecutorFacts.Place(7, 0, 1, "1", "node", 0));

      tell(session, batch, new TaskEvent(TaskEvent.Kind.ATTACHED, TaskEvent.WHOLE_BATCH, place));
      tell(session, batch, new TaskEvent(TaskEvent.Kind.STARTED, 0));
      assertThat(session.place(0)).isNull();
    }
  }
}
