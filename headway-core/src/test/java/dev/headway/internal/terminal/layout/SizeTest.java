package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeTest {

  @Test
  void shouldReadRowsBeforeColumns() {
    assertThat(Size.parse("24 80\n")).isEqualTo(new Size(80, 24));
  }

  @Test
  void shouldNotBelieveATerminalWithoutCells() {
    assertThat(Size.parse("0 0")).isNull();
    assertThat(Size.parse("24")).isNull();
    assertThat(Size.parse("")).isNull();
    assertThat(Size.parse("a b")).isNull();
  }

  @Test
  void shouldFallBackToTheEnvironmentAndThenToTheUsual() {
    assertThat(Size.of(Map.of())).isEqualTo(new Size(80, 24));
    assertThat(Size.of(Map.of("COLUMNS", "132"))).isEqualTo(new Size(132, 24));
    assertThat(Size.of(Map.of("COLUMNS", "x", "LINES", "50"))).isEqualTo(new Size(80, 50));
  }
}
