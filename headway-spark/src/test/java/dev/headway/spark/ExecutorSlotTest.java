package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.spark.TaskEvent.Kind;
import dev.headway.work.BoundFunction;
import dev.headway.work.StateFactory;
import dev.headway.work.StatefulFunction;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slot of an executor, without Spark. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorSlotTest {
  /** Ends the deaf task. Static: the function is read from its bytes. */
  private static final CountDownLatch END = new CountDownLatch(1);

  private final ExecutorSlot slot = new ExecutorSlot(Threads.of(1), 0);

  private static int deaf(int x) {
    while (x == 1 && END.getCount() > 0) {
      try {
        END.await();
      } catch (InterruptedException e) {
        // It is deaf.
      }
    }
    return x;
  }

  private static final AtomicInteger CLOSED = new AtomicInteger();

  private record Counted() implements AutoCloseable {
    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  private static ExecutorBatch batch(ExecutorSlot.Known known, long timeoutNanos, List<?> inputs)
      throws Exception {
    int[] tasks = new int[inputs.size()];
    long[] indexes = new long[tasks.length];
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = i;
      indexes[i] = i;
      bytes.add(Payloads.of(inputs.get(i)));
    }
    BatchPayload payload = new BatchPayload(7, 1, 0, false, timeoutNanos, tasks, indexes, bytes);
    ExecutorFacts.Place here = new ExecutorFacts.Place(1, 0, 1, "0", "localhost", 0);
    return new ExecutorBatch(payload, known.function(), new BitSet(), here, 0, status -> false);
  }

  private static ClassLoader loader() {
    return ExecutorSlotTest.class.getClassLoader();
  }

  @Test
  void shouldGiveUpATaskThatIgnoresItsTimeout() throws Exception {
    TaskFunction<Integer, Integer> function = ExecutorSlotTest::deaf;
    ExecutorSlot.Known known = slot.function("f", WireFunction.bytes(function));
    // Without a limit, since the first task of a slot may take longer than it.
    ExecutorBatch first = batch(known, 0, List.of(0));
    ExecutorBatch batch = batch(known, 100_000_000, List.of(1, 2));
    try {
      assertThat(slot.perform(first, loader())).isTrue();
      assertThat(slot.perform(batch, loader())).as("the slot can be used again").isFalse();

      assertThat(TaskEvent.events(first.result()))
          .extracting(TaskEvent::kind)
          .containsExactly(Kind.ATTACHED, Kind.SUCCEEDED);
      assertThat(TaskEvent.events(batch.result()))
          .extracting(TaskEvent::kind)
          .containsExactly(Kind.ATTACHED, Kind.TIMED_OUT);
    } finally {
      slot.close();
      END.countDown();
    }
  }

  @Test
  void shouldCloseStatesWithTheSlotAndThoseOfOldFunctions() throws Exception {
    StateFactory<Counted> state = Counted::new;
    StatefulFunction<Counted, Integer, Integer> function = (its, x) -> x;
    byte[] bytes = WireFunction.bytes(new BoundFunction<>(state, function));
    CLOSED.set(0);

    for (int i = 0; i < 10; i++) {
      ExecutorBatch batch = batch(slot.function("f" + i, bytes), 0, List.of(1, 2));
      assertThat(slot.perform(batch, loader())).isTrue();
    }
    assertThat(CLOSED).as("the slot keeps eight").hasValue(2);
    slot.close();
    assertThat(CLOSED).hasValue(10);
  }

  /** Else a slot that can do nothing would take each batch from those that can. */
  @Test
  void shouldBeKeptLongerTheOftenerItsWorkerDoesNotStart() {
    assertThat(List.of(0, 1, 2, 3, 4, 1000))
        .extracting(ExecutorSlot::pauseMillis)
        .containsExactly(0L, 0L, 100L, 200L, 400L, 2000L);
  }
}
