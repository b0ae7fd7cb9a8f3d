package dev.headway.internal.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the taskbar and in the title of the window. */
class WindowStatusTest {

  private final WindowStatus mark = new WindowStatus(true, false);

  private static List<Row> rows(Rows... rows) {
    return Arrays.stream(rows).map(Rows::row).toList();
  }

  @Test
  void shouldSendAMarkOnlyWhenItsPercentChanges() {
    Rows many = Rows.named("x").total(1000L);
    assertThat(mark.show(rows(many.done(0)))).isEqualTo("\033]9;4;1;0\033\\");
    assertThat(mark.show(rows(many.done(9)))).isEmpty();
    assertThat(mark.show(rows(many.done(10)))).isEqualTo("\033]9;4;1;1\033\\");
    assertThat(mark.show(rows(many.done(10)))).isEmpty();
    assertThat(mark.show(rows(many.done(1000)))).isEqualTo("\033]9;4;1;100\033\\");
  }

  @Test
  void shouldTellFailureUnknownAndStandstillApart() {
    assertThat(mark.show(rows(Rows.named("x").done(9, 1, 0, 0)))).contains("9;4;2;25");
    assertThat(mark.show(rows(Rows.named("x").done(19, 0, 1, 0)))).contains("9;4;2;50");
    assertThat(mark.show(rows(Rows.named("x").done(10, 0, 0, 1)))).contains("9;4;1;25");
    assertThat(mark.show(rows(Rows.named("x").total(null).done(9)))).contains("9;4;3;0");
    assertThat(mark.show(rows(Rows.named("x").done(10).stalled(7)))).contains("9;4;1;25");
    assertThat(mark.show(rows(Rows.named("x").done(10).stalled(8)))).contains("9;4;4;25");
  }

  @Test
  void shouldShowSeveralBarsByTheirMean() {
    Rows x = Rows.named("x").done(10);
    Rows y = Rows.named("y").id(2).done(30);
    Rows nested = Rows.named("z").id(3).depth(1).total(null);
    assertThat(mark.show(rows(x, y, nested))).contains("9;4;1;50");
    assertThat(mark.show(rows(x, y.total(null)))).contains("9;4;3;0");
    assertThat(mark.show(rows(x.total(5L), x.total(5L)))).contains("9;4;1;100");
  }

  @Test
  void shouldTakeTheMarkAwayOnceAndPutItUpAnew() {
    Rows row = Rows.named("x").done(10);
    assertThat(mark.clear()).isEmpty();
    mark.show(rows(row));
    assertThat(mark.show(rows(row.state(Row.State.FINISHED)))).isEqualTo("\033]9;4;0;0\033\\");
    assertThat(mark.show(rows())).isEmpty();
    assertThat(mark.show(rows(row))).contains("9;4;1;25");
    assertThat(mark.clear()).isEqualTo("\033]9;4;0;0\033\\");
  }

  @Test
  void shouldSayNothingUnlessAsked() {
    WindowStatus none = new WindowStatus(false, false);
    assertThat(none.show(rows(Rows.named("x").done(10)))).isEmpty();
    assertThat(none.clear()).isEmpty();
  }

  @Test
  void shouldKeepTheTitleAndPutItBack() {
    WindowStatus title = new WindowStatus(false, true);
    assertThat(title.show(rows(Rows.named("a\033]2;b\007").done(10))))
        .isEqualTo("\033[22;0t\033]2;25% a^[]2;b^G\033\\");
    assertThat(title.show(rows(Rows.named("a").done(20), Rows.named("b"))))
        .isEqualTo("\033]2;50% a (+1)\033\\");
    assertThat(title.show(rows(Rows.named("a").total(null)))).isEqualTo("\033]2;a\033\\");
    assertThat(title.show(rows(Rows.named("").total(null)))).isEqualTo("\033]2;…\033\\");
    assertThat(title.clear()).isEqualTo("\033]2;\033\\\033[23;0t");
    assertThat(title.clear()).isEmpty();
  }
}
