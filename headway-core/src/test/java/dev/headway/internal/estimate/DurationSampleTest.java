package dev.headway.internal.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.estimate.data.DurationRing;
import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DurationSampleTest {

  @Test
  void shouldKeepAllWhileTheyAreFew() {
    DurationSample durationSample = new DurationSample();
    durationSample.add(List.of(new Observation.Ended(3, 7, 2_000_000_000L)));

    assertThat(durationSample.size()).isEqualTo(1);
    assertThat(durationSample.index(0)).isEqualTo(3);
    assertThat(durationSample.amount(0)).isEqualTo(7);
    assertThat(durationSample.seconds(0)).isEqualTo(2);
  }

  @Test
  void shouldKeepSomeOfTheWholeTimeWhenTheyAreMany() {
    DurationSample durationSample = new DurationSample();
    for (int i = 0; i < 100_000; i++) {
      durationSample.add(List.of(new Observation.Ended(i, 1, 1000)));
    }

    assertThat(durationSample.size()).isBetween(256, 512);
    double mean =
        IntStream.range(0, durationSample.size())
            .mapToLong(durationSample::index)
            .average()
            .orElse(0);
    assertThat(mean).isBetween(49_000.0, 51_000.0);
  }

  @Test
  void shouldTellAReaderEachEndingOnceUnlessTheRingIsFull() {
    DurationRing ring = new DurationRing(4);
    List<Observation.Ended> read = new ArrayList<>();

    ring.add(0, 1, 10);
    ring.add(1, 1, 11);
    ring.drain(read);
    assertThat(read).extracting(Observation.Ended::index).containsExactly(0L, 1L);

    read.clear();
    for (int i = 2; i < 10; i++) {
      ring.add(i, 1, 10 + i);
    }
    ring.drain(read);
    assertThat(read).extracting(Observation.Ended::index).containsExactly(2L, 3L, 4L, 5L);

    read.clear();
    ring.add(10, 5, 20);
    ring.drain(read);
    assertThat(read).containsExactly(new Observation.Ended(10, 5, 20));
  }
}
