package dev.headway.internal.terminal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.format.CellWidth;
import dev.headway.internal.terminal.format.Line;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.report.FinalLayout;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.RunningTask;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Unit;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarLayoutTest {

  private static final Theme COLOURED = new Theme(true, true);
  private static final Theme ASCII = new Theme(false, false);
  private static final Theme GREY = new Theme(true, false);

  private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 2, 12, 0);

  private static Line line(Row row, int width, Theme theme) {
    if (row.state() != Row.State.RUNNING) {
      return FinalLayout.of(row, width, theme);
    }
    Columns columns = new ColumnKeeper().of(List.of(row), id -> false, width, theme);
    return BarLayout.of(row, columns, width, NOON, theme);
  }

  private static String text(Rows rows) {
    return line(rows.row(), 79, GREY).text();
  }

  private static String painted(Rows rows) {
    return line(rows.row(), 79, COLOURED).painted();
  }

  @Test
  void shouldNotShowAHundredPercentBeforeAllIsDone() {
    assertThat(text(Rows.named("x").total(1000L).done(999))).contains(" 99%");
    assertThat(text(Rows.named("x").done(39).fraction(1.0))).contains(" 99%");
    assertThat(text(Rows.named("x").done(40))).contains("100%");
    assertThat(text(Rows.named("x").done(39).state(Row.State.FINISHED)))
        .isEqualTo("! x  ended at 39 of 40 after 0:00");
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
    assertThat(text).contains("7 done").doesNotContain("%", "·", "left");
  }

  @Test
  void shouldSayThatTheEndIsNotKnownYet() {
    assertThat(text(Rows.named("x"))).contains("estimating").doesNotContain("left", "/s");
    assertThat(text(Rows.named("x").running(0).starting(3))).contains("starting 3 workers");
    assertThat(text(Rows.named("x").total(1L).starting(3))).contains("starting 1 worker ");
    assertThat(text(Rows.named("x").done(40))).doesNotContain("estimating");
  }

  @Test
  void shouldShowARangeIfItsEndsDiffer() {
    assertThat(text(Rows.named("x").rest(9.5, 12, 19.2))).contains("9–20s left");
    assertThat(text(Rows.named("x").rest(12.1, 12.2, 12.9))).contains(" ~13s left");
  }

  @Test
  void shouldSayWhenItWillBeReadyIfThatIsFar() {
    Rows far = Rows.named("x").rest(7_000, 9_300, 20_000);
    assertThat(line(far.row(), 119, GREY).text()).contains("1–6h left, ready ~14:40");
    Rows days = Rows.named("x").rest(90_000, 100_000, 200_000);
    assertThat(line(days.row(), 119, GREY).text()).contains("left, ~Tue 15:50");
    assertThat(text(far)).contains("1–6h left").doesNotContain("ready");
  }

  @Test
  void shouldSayWhatItsRestHides() {
    Rows wide = Rows.named("x").rest(11, 60, 770);
    assertThat(line(wide.row(), 119, GREY).text()).contains("~1m left (up to 13m)");
    assertThat(text(wide)).contains("~1m left").doesNotContain("13m");
  }

  @Test
  void shouldForgetTheRestAtTheEnd() {
    Rows finished = Rows.named("x").done(39).rest(1, 2, 3).state(Row.State.FINISHED);
    assertThat(text(finished)).doesNotContain("left", "estimating");
  }

  @Test
  void shouldTellThatThePercentageGoesByWeight() {
    Rows weighed = Rows.named("x").done(19).fraction(0.33).rest(9, 12, 19);
    assertThat(text(weighed)).contains(" 33% by weight ").contains(" 19/40 ");
    String narrow = line(weighed.row(), 39, GREY).text();
    assertThat(narrow).contains(" 33% ").doesNotContain("weight", "19/40");
    assertThat(text(Rows.named("x").done(19))).doesNotContain("weight");
  }

  @Test
  void shouldShowWeightsThatAreBytes() {
    Rows weighed = Rows.named("x").done(19).fraction(0.35).rest(9, 12, 19);
    Rows known = weighed.weight(Unit.BYTES, 1_234_567_890, 3_456_789_012L);
    assertThat(text(known)).contains(" 35% ", " 1.2/3.4 GB ").doesNotContain("weight", "19/40");
    assertThat(text(weighed.fraction(null).weight(Unit.BYTES, 1_234_567_890, null)))
        .contains(" 1.2 GB done ");
    assertThat(text(weighed.weight(Unit.ITEMS, 7, 20L))).contains("by weight", " 19/40 ");
    assertThat(text(known.state(Row.State.STOPPED))).contains("stopped at 19 of 40");
  }

  @Test
  void shouldShowAheadWhatTasksReportWithoutCountingIt() {
    SubProgress half = new SubProgress("", Unit.ITEMS, 5, 10L);
    RunningTask task =
        new RunningTask(1, "a", 1, 0, null, RunningTask.State.RUNNING, false, List.of(half));
    Rows rows = Rows.named("x").total(4L).done(1);
    assertThat(text(rows)).contains("25% █████···············  1/4");
    assertThat(text(rows.running(1, task))).contains("25% █████░░·············  1/4");
    assertThat(line(rows.running(1, task).row(), 79, ASCII).text())
        .contains("25% [####==------------]  1/4");
  }

  @Test
  void shouldShowFailuresInRedAndOnlyWholeSuccessInGreen() {
    Rows good = Rows.named("x").done(40).state(Row.State.FINISHED);
    Rows bad = Rows.named("x").done(30, 10, 0, 0);
    String red = "\033[38;5;231;48;5;124m";
    assertThat(painted(good)).contains("\033[38;5;231;48;5;22m✓\033[0m").doesNotContain(red);
    assertThat(painted(bad)).contains(red + "10 failed\033[0m");
    assertThat(painted(bad)).contains("\033[38;5;196m▒▒▒▒▒\033[0m");
    assertThat(painted(bad.state(Row.State.FINISHED)))
        .contains(red + "✗\033[0m")
        .contains(red + "10 failed\033[0m")
        .doesNotContain("48;5;22");
    assertThat(painted(Rows.named("x").done(20))).doesNotContain("48;5;22", red, "38;5;196");
  }

  @Test
  void shouldShowASingleFailureAmongMany() {
    Rows rows = Rows.named("x").total(100_000L).done(50_000, 1, 0, 0);
    assertThat(painted(rows)).contains("\033[38;5;196m▒\033[0m").contains("1 failed");
  }

  @Test
  void shouldLookTheSameWithAndWithoutColours() {
    Rows rows = Rows.named("x").done(20, 10, 2, 3).rest(9, 12, 19).elapsed(5);
    for (Row.State state : Row.State.values()) {
      String painted = painted(rows.state(state)).replaceAll("\033\\[[0-9;]*m", "");
      assertThat(painted).isEqualTo(text(rows.state(state)));
    }
    assertThat(text(rows)).contains("▒▒▒");
  }

  @Test
  void shouldMarkWhatWasStopped() {
    Rows rows = Rows.named("x").done(3, 1, 0, 2).elapsed(3).state(Row.State.STOPPED);
    assertThat(text(rows))
        .isEqualTo("■ x  stopped after 0:03, 3 of 40 succeeded, 1 failed, 2 cancelled");
    assertThat(line(rows.row(), 79, ASCII).text())
        .isEqualTo("stopped x  3 of 40 succeeded after 0:03, 1 failed, 2 cancelled");
  }

  @Test
  void shouldCountNothingAsDoneThatWasCancelled() {
    assertThat(text(Rows.named("x").done(0, 0, 0, 2))).contains("  0% ···").contains(" 0/40 ");
  }

  @Test
  void shouldNotLetALabelMoveTheCursor() {
    assertThat(text(Rows.named("a\033[2Jb\nc"))).startsWith("a^[[2Jb c ");
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
        Line line = line(rows.state(state).row(), width, theme);
        assertThat(line.cells()).isLessThanOrEqualTo(width).isEqualTo(CellWidth.of(line.text()));
      }
    }
  }

  @Test
  void shouldStillBeOfUseWhenNarrow() {
    Rows rows = Rows.named("thumbnails").done(12, 1, 0, 0).rest(9, 12, 19).rate(3.2).elapsed(5);
    assertThat(line(rows.row(), 39, GREY).text())
        .isEqualTo("thumbnails  32%  1 failed  9–19s left");
    assertThat(line(rows.row(), 32, GREY).text()).isEqualTo("thum…  32%  1 failed  9–19s left");
    assertThat(line(rows.row(), 19, GREY).text()).isEqualTo(" 32%  1 failed");
    assertThat(line(rows.row(), 9, GREY).text()).isEqualTo("32%  1 f…");
  }

  @Test
  void shouldDrawApartWhatWasDoneBefore() {
    Rows rows = Rows.named("x").total(100L).done(60).before(40);

    assertThat(text(rows)).contains("60%", "▓▓▓▓▓▓▓▓████", "60/100", "40 before");
    assertThat(text(rows)).doesNotContain("▓▓▓▓▓▓▓▓▓");
    assertThat(line(rows.row(), 79, ASCII).text()).contains("[%%%%%%%###-").doesNotContain("▓");
    assertThat(text(Rows.named("x").total(20_000_000L).done(19_000_000).before(9_312_004)))
        .contains("9,312,004 before");
  }

  @Test
  void shouldHideNoFailureForWhatWasDoneBefore() {
    Rows rows = Rows.named("x").total(100L).done(60, 3, 0, 0).before(40);

    assertThat(text(rows)).contains("3 failed, 40 before");
    assertThat(line(rows.row(), 40, GREY).text()).contains("3 failed").doesNotContain("before");
  }

  @Test
  void shouldSayInTheEndWhatWasDoneBefore() {
    Rows rows = Rows.named("x").total(100L).done(100).before(40).elapsed(10);

    assertThat(text(rows.state(Row.State.FINISHED)))
        .isEqualTo("✓ x  100 in 0:10, 40 before, 6.0/s");
    assertThat(FinalLayout.words(rows.state(Row.State.FINISHED).row()))
        .isEqualTo("finished, 100 in 0:10, 40 before, 6.0/s");
  }
}
