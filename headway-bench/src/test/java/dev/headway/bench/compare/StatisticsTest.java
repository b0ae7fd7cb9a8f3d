package dev.headway.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void shouldTakeTheMiddleOfAnOddNumber() {
    assertThat(Statistics.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Statistics(2, 1, 9));
  }

  @Test
  void shouldTakeTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(Statistics.of(List.of(4.0, 100.0, 1.0, 2.0))).isEqualTo(new Statistics(3, 1, 100));
  }

  @Test
  void shouldRefuseNothing() {
    assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
