package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoiceTest {

  @Test
  void shouldChooseTheBarOnATerminalAndLinesElsewhere() {
    assertThat(Choice.of(Map.of(), () -> true)).isEqualTo(Choice.BAR);
    assertThat(Choice.of(Map.of(), () -> false)).isEqualTo(Choice.PLAIN);
  }

  @Test
  void shouldChooseLinesWhereTheCursorCannotMove() {
    assertThat(Choice.of(Map.of("TERM", "dumb"), () -> true)).isEqualTo(Choice.PLAIN);
  }

  @Test
  void shouldChooseLinesWhereNobodyWatches() {
    assertThat(Choice.of(Map.of("CI", "true"), () -> true)).isEqualTo(Choice.PLAIN);
    assertThat(Choice.of(Map.of("CI", ""), () -> true)).isEqualTo(Choice.BAR);
    assertThat(Choice.of(Map.of("CI", "true", Choice.VARIABLE, "bar"), () -> true))
        .isEqualTo(Choice.BAR);
  }

  @Test
  void shouldNotLoseTheBarWithTheColours() {
    assertThat(Choice.of(Map.of("NO_COLOR", "1"), () -> true)).isEqualTo(Choice.BAR);
  }

  @Test
  void shouldObeyTheEnvironmentWithoutAProbe() {
    for (Choice choice : Choice.values()) {
      Map<String, String> environment =
          Map.of(Choice.VARIABLE, choice.name().toLowerCase(java.util.Locale.ROOT));
      assertThat(
              Choice.of(
                  environment,
                  () -> {
                    throw new AssertionError("probed");
                  }))
          .isEqualTo(choice);
      assertThat(Choice.warning(environment)).isNull();
    }
  }

  @Test
  void shouldWarnOfAnUnknownValueAndChooseAutomatically() {
    Map<String, String> environment = Map.of(Choice.VARIABLE, "fancy");
    assertThat(Choice.warning(environment))
        .isEqualTo(
            "headway: HEADWAY_PROGRESS is \"fancy\", which is none of auto, bar, plain, json, off;"
                + " choosing automatically.");
    assertThat(Choice.of(environment, () -> true)).isEqualTo(Choice.BAR);
  }

  @Test
  void shouldTellTerminalsFromOtherFiles() {
    assertThat(Probe.isTerminal("/dev/pts/3")).isTrue();
    assertThat(Probe.isTerminal("/dev/tty1")).isTrue();
    assertThat(Probe.isTerminal("/dev/console")).isTrue();
    assertThat(Probe.isTerminal("/dev/null")).isFalse();
    assertThat(Probe.isTerminal("pipe:[12345]")).isFalse();
    assertThat(Probe.isTerminal("/home/dev/pts/log")).isFalse();
  }
}
