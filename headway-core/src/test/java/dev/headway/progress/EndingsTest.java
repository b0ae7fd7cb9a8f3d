package dev.headway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndingsTest {

  @Test
  void shouldKeepAllWhileTheyAreFew() {
    Endings endings = new Endings();
    endings.add(List.of(new Observation.Ended(3, 7, 2_000_000_000L)));

    assertThat(endings.size()).isEqualTo(1);
    assertThat(endings.index(0)).isEqualTo(3);
    assertThat(endings.amount(0)).isEqualTo(7);
    assertThat(endings.seconds(0)).isEqualTo(2);
  }

  @Test
  void shouldKeepSomeOfTheWholeTimeWhenTheyAreMany() {
    Endings endings = new Endings();
    for (int i = 0; i < 100_000; i++) {
      endings.add(List.of(new Observation.Ended(i, 1, 1000)));
    }

    assertThat(endings.size()).isBetween(256, 512);
    double mean = IntStream.range(0, endings.size()).mapToLong(endings::index).average().orElse(0);
    assertThat(mean).isBetween(49_000.0, 51_000.0);
  }

  @Test
  void shouldTellAReaderEachEndingOnceUnlessTheRingIsFull() {
    LaneEndings ring = new LaneEndings(4);
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
