package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Test;

class ChoiceTest {

  private static AbstractObjectAssert<?, View> assertView(
      Map<String, String> environment, BooleanSupplier isTerminal) {
    List<View> views = Wishes.of(environment).views(environment, false, isTerminal);
    return assertThat(views).singleElement();
  }

  @Test
  void shouldChooseTheBarOnATerminalAndLinesElsewhere() {
    assertView(Map.of(), () -> true).isInstanceOf(BarView.class);
    assertView(Map.of(), () -> false).isInstanceOf(PlainView.class);
  }

  @Test
  void shouldChooseLinesWhereTheCursorCannotMove() {
    assertView(Map.of("TERM", "dumb"), () -> true).isInstanceOf(PlainView.class);
  }

  @Test
  void shouldChooseLinesWhereNobodyWatches() {
    assertView(Map.of("CI", "true"), () -> true).isInstanceOf(PlainView.class);
    assertView(Map.of("CI", ""), () -> true).isInstanceOf(BarView.class);
    assertView(Map.of("CI", "true", Choice.VARIABLE, "bar"), () -> true)
        .isInstanceOf(BarView.class);
  }

  @Test
  void shouldNotLoseTheBarWithTheColours() {
    assertView(Map.of("NO_COLOR", "1"), () -> true).isInstanceOf(BarView.class);
  }

  @Test
  void shouldObeyTheEnvironmentWithoutAProbe() {
    for (Choice choice : Choice.values()) {
      Map<String, String> environment =
          Map.of(Choice.VARIABLE, choice.name().toLowerCase(Locale.ROOT));
      assertView(
              environment,
              () -> {
                throw new AssertionError("probed");
              })
          .hasSameClassAs(choice.view());
      assertThat(Wishes.of(environment).warning()).isNull();
    }
  }

  @Test
  void shouldWarnOfAnUnknownValueAndChooseAutomatically() {
    Map<String, String> environment = Map.of(Choice.VARIABLE, "fancy");
    assertThat(Wishes.of(environment).warning())
        .isEqualTo(
            "headway: HEADWAY_PROGRESS is \"fancy\", which is none of auto, bar, plain, json, off;"
                + " choosing automatically.");
    assertView(environment, () -> true).isInstanceOf(BarView.class);
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
