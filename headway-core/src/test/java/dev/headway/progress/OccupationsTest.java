package dev.headway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Occupation.Idle;
import java.util.List;
import org.junit.jupiter.api.Test;

class OccupationsTest {

  private final Occupations occupations = new Occupations();
  private final Lane busy = lane();
  private final Lane sending = lane();
  private final Lane waiting = lane();

  private static Lane lane() {
    Lane lane = Meter.ofTasks("", 1, false).lane(0);
    lane.started(0, 1, 5);
    return lane;
  }

  private void look(int times, Idle why) {
    for (int i = 0; i < times; i++) {
      occupations.look(List.of(busy, sending, waiting), why);
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

    assertThat(occupations.shares())
        .isEqualTo(
            new Occupation(48 / 144.0, 48 / 144.0, 12 / 144.0, 24 / 144.0, 6 / 144.0, 6 / 144.0));
  }

  @Test
  void shouldSayNothingWithoutEvidence() {
    look(19, Idle.INPUT);
    assertThat(occupations.shares()).isNull();
    look(1, Idle.INPUT);
    assertThat(occupations.shares()).isNotNull();
  }
}
