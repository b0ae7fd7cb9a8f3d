package dev.headway.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Absent;
import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.progress.ProgressTracker;
import dev.headway.internal.resume.RunJournal;
import dev.headway.work.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the consumer does while it takes outcomes. */
@Timeout(60)
class DeliveryTest {
  private final JobConfig<Integer> config =
      JobConfig.of(InputSource.of(List.of(0, 1, 2)), LiveDisplay.manual(() -> 0), List.of());
  private final SourceReader<Integer> reader = new SourceReader<>(config, null);
  private final ResultBuffer<Outcome<Integer, String>> buffer = new ResultBuffer<>(true, 4);
  private final EarlyEnd earlyEnd = new EarlyEnd();

  private Delivery<Integer, String> delivery(@Nullable RunJournal<Integer, String> journal) {
    WindowPolicy windowPolicy =
        new WindowPolicy(4, new Absent(1), 3L, 3L, new HeapRoom(() -> 0, 1000));
    AvailableWork<Integer> work =
        new AvailableWork<>(
            config, reader, buffer, new InFlightBatches<>(), windowPolicy, earlyEnd, null);
    return new Delivery<>(
        config,
        reader,
        buffer,
        work,
        windowPolicy,
        ProgressTracker.ofTasks("", 1, null),
        earlyEnd,
        journal,
        null);
  }

  /** Counts how often capacity was said to be free. */
  private static class Told implements Delivery.Workers {
    private int calls;

    @Override
    public void capacityFreed(int wanted) {
      calls++;
    }

    @Override
    public boolean runOnCaller() {
      return false;
    }

    @Override
    public long callerPollNanos() {
      return Long.MAX_VALUE;
    }
  }

  /** A worker that looks in between would find that there is too little to begin for. */
  @Test
  void shouldTellWorkersThatItWaitsOnceTheyCanSeeIt() throws Exception {
    List<Boolean> waiting = new ArrayList<>();
    Told told =
        new Told() {
          @Override
          public void capacityFreed(int wanted) {
            waiting.add(buffer.consumerWaits());
            earlyEnd.cancel();
          }
        };

    assertThat(delivery(null).next(told)).isNull();
    assertThat(waiting).containsExactly(true);
  }
}
