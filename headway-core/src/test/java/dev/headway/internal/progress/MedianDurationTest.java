package dev.headway.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.estimate.data.Observation;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MedianDurationTest {
  private final MedianDuration medianDuration = new MedianDuration();

  private void ended(long... nanos) {
    List<Observation.Ended> all =
        LongStream.of(nanos).mapToObj(one -> new Observation.Ended(0, 1, one)).toList();
    medianDuration.add(all);
  }

  @Test
  void shouldKnowNothingBeforeFiveTasksHaveEnded() {
    ended(1, 2, 3, 4);
    assertThat(medianDuration.nanos()).isNull();
  }

  @Test
  void shouldBeTheDurationThatHalfOfTheTasksStayUnder() {
    ended(900, 1, 7, 3, 2);
    assertThat(medianDuration.nanos()).isEqualTo(3);
    ended(800, 700);
    assertThat(medianDuration.nanos()).isEqualTo(7);
  }

  @Test
  void shouldStayNearItHoweverManyThereAre() {
    for (long i = 0; i < 100_000; i++) {
      ended(i * 7919 % 1000);
    }
    assertThat(medianDuration.nanos()).isBetween(400L, 600L);
  }
}
