package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Job;
import dev.headway.JobCancelledException;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.work.Threads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ReadBufferTest {

  @Test
  void shouldGiveEachInputToOneThread() {
    ReadBuffer<String> buffer = new ReadBuffer<>(10, 4, true, false, false);
    assertThat(buffer.takeOver()).isNull();
    buffer.add("a", 1);
    buffer.add("b", 2);
    InputBatch<String> taken = Objects.requireNonNull(buffer.takeOver());
    assertThat(buffer.takeOver()).isNull();
    buffer.add("c", 3);
    InputBatch<String> rest = Objects.requireNonNull(buffer.close());

    assertThat(taken.size()).isEqualTo(2);
    assertThat(taken.index(1)).isEqualTo(11);
    assertThat(taken.input(1)).isEqualTo("b");
    assertThat(rest.size()).isEqualTo(1);
    assertThat(rest.index(0)).isEqualTo(12);
    assertThat(rest.input(0)).isEqualTo("c");
    assertThat(rest.weight(0)).isEqualTo(3);
    assertThat(buffer.takeOver()).isNull();
  }

  @Test
  void shouldLeaveNothingWhenAllWasTakenOver() {
    ReadBuffer<String> buffer = new ReadBuffer<>(0, 2, false, false, false);
    buffer.add("a", 1);
    assertThat(buffer.takeOver()).isNotNull();
    assertThat(buffer.close()).isNull();
  }

  /**
   * Yields tiny tasks until batches are large, then some more, and then nothing until it is told.
   */
  private static final class BlockingSource implements Iterator<Integer> {
    static final int BEFORE = 20_003;
    final CountDownLatch goOn = new CountDownLatch(1);
    private int yielded;

    @Override
    public boolean hasNext() {
      if (yielded == BEFORE) {
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return yielded <= BEFORE;
    }

    @Override
    public Integer next() {
      return yielded++;
    }
  }

  @Test
  void shouldDeliverWhatWasReadWhileTheSourceBlocks() {
    for (boolean ordered : List.of(true, false)) {
      BlockingSource source = new BlockingSource();
      try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
        Job<Integer> job = pool.over(source);
        List<Integer> got = new ArrayList<>();
        for (int value : (ordered ? job : job.unordered()).<Integer>map(input -> input)) {
          got.add(value);
          if (got.size() == BlockingSource.BEFORE) {
            source.goOn.countDown(); // All that it gave is delivered, though it gives no more.
          }
        }
        assertThat(got).hasSize(BlockingSource.BEFORE + 1);
      }
    }
  }

  @Test
  void shouldInterruptASourceThatBlocks() throws Exception {
    BlockingSource source = new BlockingSource();
    CountDownLatch delivered = new CountDownLatch(BlockingSource.BEFORE);
    try (Pool pool = Pool.on(Threads.of(2)).quiet()) {
      Results<Integer, Integer> results = pool.map(source, input -> input);
      Thread closer =
          new Thread(
              () -> {
                try {
                  assertThat(delivered.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                results.close();
              });
      closer.start();
      assertThatThrownBy(() -> results.forEach(value -> delivered.countDown()))
          .isInstanceOf(JobCancelledException.class);
      closer.join();
    }
  }
}
