package dev.headway.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Utilization;
import dev.headway.progress.Utilization.Idle;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtilizationSamplerTest {

  private final UtilizationSampler utilizationSampler = new UtilizationSampler();
  private final WorkerCounters busy = counters();
  private final WorkerCounters sending = counters();
  private final WorkerCounters waiting = counters();

  private static WorkerCounters counters() {
    WorkerCounters counters = ProgressTracker.ofTasks("", 1, null).counters(0);
    counters.started(0, 1, 5);
    return counters;
  }

  private void look(int times, Idle why) {
    for (int i = 0; i < times; i++) {
      utilizationSampler.check(List.of(busy, sending, waiting), 3, why);
    }
  }

  @Test
  void shouldTellWhatEachWorkerDid() {
    sending.sending(() -> true);
    busy.sending(() -> false);
    waiting.dropped();
    look(12, Idle.INPUT);
    look(24, Idle.CONSUMER);
    look(6, Idle.ORDER);
    look(6, Idle.OTHER);

    assertThat(utilizationSampler.shares())
        .isEqualTo(
            new Utilization(48 / 144.0, 48 / 144.0, 12 / 144.0, 24 / 144.0, 6 / 144.0, 6 / 144.0));
  }

  @Test
  void shouldSayNothingWithoutEvidence() {
    look(19, Idle.INPUT);
    assertThat(utilizationSampler.shares()).isNull();
    look(1, Idle.INPUT);
    assertThat(utilizationSampler.shares()).isNotNull();
  }
}
