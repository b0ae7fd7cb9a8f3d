package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarLayoutTest {

  private static final Theme COLOURED = new Theme(true, true);
  private static final Theme GREY = new Theme(true, false);

  private static String text(Rows rows) {
    return BarLayout.of(rows.row(), 79, 0, GREY).text();
  }

  private static String painted(Rows rows) {
    return BarLayout.of(rows.row(), 79, 0, COLOURED).painted();
  }

  @Test
  void shouldNotShowAHundredPercentBeforeAllIsDone() {
    assertThat(text(Rows.named("x").total(1000L).done(999))).contains(" 99%");
    assertThat(text(Rows.named("x").done(39).fraction(1.0))).contains(" 99%");
    assertThat(text(Rows.named("x").done(40))).contains("100%");
    assertThat(text(Rows.named("x").done(39).state(Row.State.FINISHED))).contains(" 97%");
  }

  @Test
  void shouldShowMoreThanAHundredPercentIfThereWasMore() {
    assertThat(text(Rows.named("x").done(48))).contains("120%").contains("48/40");
  }

  @Test
  void shouldNotLoseAPercentToBinaryFractions() {
    assertThat(text(Rows.named("x").total(100L).done(29))).contains(" 29%");
  }

  @Test
  void shouldShowNoPercentageAndNoEndOfAnUnknownTotal() {
    String text = text(Rows.named("x").total(null).done(7));
    assertThat(text).contains("7/?").doesNotContain("%", "|", "-:--");
  }

  @Test
  void shouldSayNextToTheFailedThatAWorkerStandsStill() {
    Rows rows = Rows.named("x").done(7, 1, 0, 0).elapsed(12).stalled(1);
    assertThat(text(rows)).contains(" 8/40 ✗1 1 stalled 0:12 ");
    assertThat(painted(rows)).contains("\033[33m1 stalled\033[0m");
    assertThat(text(rows.stalled(0))).contains(" 8/40 ✗1 0:12 ").doesNotContain("stalled");
  }

  @Test
  void shouldShowUnknownFiguresAsUnknown() {
    assertThat(text(Rows.named("x"))).contains("~-:--").contains("?/s");
  }

  @Test
  void shouldShowARangeIfItsEndsDiffer() {
    assertThat(text(Rows.named("x").rest(9.5, 12, 19.2))).contains("9s–20s");
    assertThat(text(Rows.named("x").rest(12.1, 12.2, 12.9))).contains(" 12s–13s ");
  }

  @Test
  void shouldForgetTheRestAtTheEnd() {
    Rows finished = Rows.named("x").done(39).rest(1, 2, 3).state(Row.State.FINISHED);
    assertThat(text(finished)).doesNotContain("~");
  }

  @Test
  void shouldShowFailuresInRedAndOnlyWholeSuccessInGreen() {
    Rows good = Rows.named("x").done(40).state(Row.State.FINISHED);
    Rows bad = Rows.named("x").done(30, 10, 0, 0).state(Row.State.FINISHED);
    assertThat(painted(good)).contains("\033[32m████").doesNotContain("\033[31m");
    assertThat(painted(bad)).contains("\033[31m█████\033[0m").doesNotContain("\033[32m");
    assertThat(painted(bad)).contains("\033[31m✗10\033[0m");
    assertThat(painted(Rows.named("x").done(20))).doesNotContain("\033[32m", "\033[31m");
  }

  @Test
  void shouldShowASingleFailureAmongMany() {
    Rows rows = Rows.named("x").total(100_000L).done(50_000, 1, 0, 0);
    assertThat(painted(rows)).contains("\033[31m▌");
  }

  @Test
  void shouldTellFailuresInTheBarWithoutColours() {
    assertThat(text(Rows.named("x").done(20, 10, 0, 0))).contains("▒▒▒");
    assertThat(text(Rows.named("x").done(20, 0, 0, 10))).contains("░░░").contains("10 cancelled");
  }

  @Test
  void shouldMarkWhatWasStopped() {
    assertThat(text(Rows.named("x").done(3).state(Row.State.STOPPED))).contains("stopped");
  }

  @Test
  void shouldNotLetALabelMoveTheCursor() {
    assertThat(text(Rows.named("a\033[2Jb\nc"))).startsWith("a^[[2Jb c ");
  }

  @Test
  void shouldShowTheNoteIfThereIsRoom() {
    Rows rows = Rows.named("thumbnails").note("waiting for 3 workers to start");
    assertThat(text(rows)).contains("waiting for 3 workers");
    assertThat(BarLayout.of(rows.row(), 39, 0, GREY).text()).doesNotContain("waiting");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldFitEveryWidth(boolean unicode) {
    Theme theme = new Theme(unicode, false);
    Rows rows =
        Rows.named("縮小画像を作成する 👨‍👩‍👧 thumbnails")
            .depth(2)
            .total(1_000_000L)
            .done(123_456, 78, 9, 10)
            .elapsed(4000)
            .rate(0.001)
            .rest(5000, 6000, 9000)
            .note("waiting for the disk");
    for (Row.State state : Row.State.values()) {
      for (int width = 0; width < 200; width++) {
        Line line = BarLayout.of(rows.state(state).row(), width, 24, theme);
        assertThat(line.cells()).isLessThanOrEqualTo(width).isEqualTo(CellWidth.of(line.text()));
      }
    }
  }

  @Test
  void shouldStillBeOfUseWhenNarrow() {
    Rows rows = Rows.named("thumbnails").done(12, 1, 0, 0).rest(9, 12, 19).rate(3.2).elapsed(5);
    assertThat(BarLayout.of(rows.row(), 39, 0, GREY).text())
        .isEqualTo("thumbnails  32% |▒    | 13/40 ✗1 ~12s");
    assertThat(BarLayout.of(rows.row(), 9, 0, GREY).text()).isEqualTo("thu…  32%");
  }

  @Test
  void shouldMoveItsActivityWithTime() {
    Rows rows = Rows.named("x").total(null);
    assertThat(text(rows.elapsed(0.1))).isNotEqualTo(text(rows.elapsed(0.2)));
    assertThat(text(rows.elapsed(0.1))).isEqualTo(text(rows.elapsed(0.1)));
  }
}
