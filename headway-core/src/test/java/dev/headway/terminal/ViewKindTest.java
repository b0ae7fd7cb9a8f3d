package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.device.TtyProbe;
import dev.headway.progress.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Test;

class ViewKindTest {

  private static AbstractObjectAssert<?, View> assertView(
      Map<String, String> environment, BooleanSupplier isTerminal) {
    List<View> views = ViewConfig.of(environment).views(environment, false, isTerminal);
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
  void shouldChoosePlainLinesWithoutATerminal() {
    assertView(Map.of("CI", "true"), () -> true).isInstanceOf(PlainView.class);
    assertView(Map.of("CI", ""), () -> true).isInstanceOf(BarView.class);
    assertView(Map.of("CI", "true", ViewKind.VARIABLE, "bar"), () -> true)
        .isInstanceOf(BarView.class);
  }

  @Test
  void shouldNotLoseTheBarWithTheColours() {
    assertView(Map.of("NO_COLOR", "1"), () -> true).isInstanceOf(BarView.class);
  }

  @Test
  void shouldObeyTheEnvironmentWithoutATtyProbe() {
    for (ViewKind viewKind : ViewKind.values()) {
      Map<String, String> environment =
          Map.of(ViewKind.VARIABLE, viewKind.name().toLowerCase(Locale.ROOT));
      assertView(
              environment,
              () -> {
                throw new AssertionError("probed");
              })
          .hasSameClassAs(viewKind.view());
      assertThat(ViewConfig.of(environment).warning()).isNull();
    }
  }

  @Test
  void shouldWarnOfAnUnknownValueAndChooseAutomatically() {
    Map<String, String> environment = Map.of(ViewKind.VARIABLE, "fancy");
    assertThat(ViewConfig.of(environment).warning())
        .isEqualTo(
            "headway: HEADWAY_PROGRESS is \"fancy\", which is none of auto, bar, plain, json, off;"
                + " choosing automatically.");
    assertView(environment, () -> true).isInstanceOf(BarView.class);
  }

  @Test
  void shouldTellTerminalsFromOtherFiles() {
    assertThat(TtyProbe.isTerminal("/dev/pts/3")).isTrue();
    assertThat(TtyProbe.isTerminal("/dev/tty1")).isTrue();
    assertThat(TtyProbe.isTerminal("/dev/console")).isTrue();
    assertThat(TtyProbe.isTerminal("/dev/null")).isFalse();
    assertThat(TtyProbe.isTerminal("pipe:[12345]")).isFalse();
    assertThat(TtyProbe.isTerminal("/home/dev/pts/log")).isFalse();
  }
}
