package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Progress;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.screen.AnsiRenderer;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.testkit.ManualTicker;
import dev.headway.testkit.Screen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events at given times, and what stands on the screen at given times. */
class TimelineTest {

  private final ManualTicker ticker = new ManualTicker();
  private final ScreenDevice device = new ScreenDevice(60, 8, new Theme(true, true));
  private final Screen screen = device.screen;
  private final Display display = Display.manual(ticker, new BarView(device));

  private void at(long millis) {
    ticker.advance(Duration.ofMillis(millis).minusNanos(ticker.nanoTime()));
    display.tick();
  }

  @Test
  void shouldGoFromNothingToALastLine() {
    Progress files = display.begin("files", 4);
    at(0);
    assertThat(screen.lines())
        .containsExactly("", "files   0% ··········  0/4    estimating  0:00 elapsed");
    assertThat(device.open).isTrue();

    files.advance(2);
    at(1000);
    assertThat(screen.line(1)).isEqualTo("files  50% █████·····  2/4     1–2s left  0:01 elapsed");

    files.advance(2);
    files.close();
    assertThat(screen.line(0)).isEqualTo("✓ files  4 in 0:01, 4.0/s");
    assertThat(screen.lines()).hasSize(1);
    assertThat(screen.cursorRow()).isEqualTo(1);
    assertThat(screen.cursorColumn()).isZero();
    assertThat(device.open).isFalse();
  }

  @Test
  void shouldLeaveTheLastLinesInTheOrderInWhichTheyEnded() {
    Progress first = display.begin("first", 2);
    Progress second = display.begin("second", 2);
    at(0);
    second.advance(2);
    second.close();
    assertThat(screen.line(0)).startsWith("✓ second  2 in 0:00");
    assertThat(screen.line(2)).startsWith("first    0%");
    first.advance();
    first.close();
    assertThat(screen.line(1)).isEqualTo("! first  ended at 1 of 2 after 0:00");
    assertThat(screen.lines()).hasSize(2);
    assertThat(screen.cursorRow()).isEqualTo(2);
  }

  @Test
  void shouldTakeANestedRowAwayWhenItEndedWell() {
    Progress outer = display.begin("outer", 2);
    Progress inner = outer.nested("inner", 3);
    at(0);
    assertThat(screen.line(2)).startsWith("  inner   0%");
    inner.advance(3);
    inner.close();
    assertThat(screen.lines()).hasSize(2);
    Progress unfinished = outer.nested("unfinished", 3);
    at(100);
    unfinished.advance(1);
    unfinished.close();
    assertThat(screen.line(0)).startsWith("  ! unfinished  ended at 1 of 3");
    assertThat(screen.line(2)).startsWith("outer").contains("  0%");
    outer.close();
    assertThat(screen.lines()).hasSize(2);
  }

  @Test
  void shouldWriteOncePerFrameAndNothingForTheSameFrame() {
    Progress files = display.begin("files", 4);
    at(0);
    at(100);
    at(200);
    assertThat(screen.writes()).hasSize(1);
    files.advance();
    at(300);
    assertThat(screen.writes()).hasSize(2);
    assertThat(screen.writes())
        .allSatisfy(
            write -> assertThat(write).startsWith(AnsiRenderer.BEGIN).endsWith(AnsiRenderer.END));
    files.close();
  }

  @Test
  void shouldHoldFiguresStillForASecondButNotCounts() {
    ScreenDevice wide = new ScreenDevice(120, 8, new Theme(true, true));
    BarView view = new BarView(wide);
    for (int i = 0; i < 10; i++) {
      Rows files = Rows.named("files").total(1000L).done(300 + i).elapsed(4 + i / 10.0);
      Row row = files.rate(75.0 + i).rest(8 - i / 10.0, 9 - i / 10.0, 12).row();
      view.show(new Snapshot(i, List.of(row)));
      assertThat(wide.screen.line(1)).contains(300 + i + "/1000", "8–12s left", "0:04", "75.0/s");
    }
    Row later =
        Rows.named("files").total(1000L).done(310).elapsed(5).rate(84.0).rest(6, 7, 9).row();
    view.show(new Snapshot(10, List.of(later)));
    assertThat(wide.screen.line(1)).contains("310/1000", "6–9s left", "0:05", "84.0/s");
  }

  @Test
  void shouldNotHoldAFigureThatContradictsTheCount() {
    BarView view = new BarView(device);
    Rows five = Rows.named("add").total(5L).rate(0.3);
    view.show(new Snapshot(0, List.of(five.done(3).elapsed(4).rest(15, 16, 17).row())));
    assertThat(screen.line(1)).contains("3/5", "~16s left");
    view.show(new Snapshot(1, List.of(five.done(4).elapsed(4.1).rest(1, 1.2, 2).row())));
    assertThat(screen.line(1)).contains("4/5", "1–2s left");
  }

  @Test
  void shouldDrawAnewAfterTheProgramWasStoppedByTheShell() {
    Progress files = display.begin("files", 4);
    at(0);
    device.target.pause(() -> write("^Z\r\n[1]+  Stopped\r\n$ fg\r\n"));
    files.advance();
    at(5000);
    assertThat(screen.lines()).hasSize(5).startsWith("^Z", "[1]+  Stopped", "$ fg", "");
    assertThat(screen.line(4)).startsWith("files  25%");
    files.close();
    assertThat(screen.lines()).hasSize(4);
  }

  @Test
  void shouldDrawAnewAfterAStopThatNobodyCouldHear() {
    Progress files = display.begin("files", 4);
    at(0);
    write("\r\n[1]+  Stopped\r\n$ fg\r\n");
    device.continued = true;
    files.advance();
    at(5000);
    assertThat(screen.lines()).hasSize(5);
    assertThat(screen.line(1)).startsWith("[1]+  Stopped");
    assertThat(screen.line(4)).startsWith("files  25%");
    files.close();
    assertThat(screen.lines()).hasSize(4);
  }

  @Test
  void shouldDrawSeveralBarsOneAfterTheOther() {
    for (int i = 0; i < 12; i++) {
      try (Progress bar = display.begin("bar " + i, 1)) {
        at(i * 100);
        bar.advance();
      }
    }
    assertThat(screen.everything()).hasSize(12);
    assertThat(screen.everything())
        .allSatisfy(line -> assertThat(line).matches("✓ bar \\d+  1 in 0:00.*"));
  }

  private void write(String text) {
    try {
      screen.output().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
