package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Progress;
import dev.headway.internal.terminal.layout.Theme;
import dev.headway.internal.terminal.screen.AnsiRenderer;
import dev.headway.testkit.ManualTicker;
import dev.headway.testkit.Screen;
import java.time.Duration;
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
        .containsExactly("", "files   0% |              | 0/4 0:00 ~-:-- ?/s");
    assertThat(device.open).isTrue();

    files.advance(2);
    at(1000);
    assertThat(screen.line(1)).startsWith("files  50% |███████       | 2/4 0:01 ~1s");

    files.advance(2);
    files.close();
    assertThat(screen.line(0)).startsWith("files 100% |██████████████| 4/4 0:01");
    assertThat(screen.line(0)).doesNotContain("~");
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
    assertThat(screen.line(0)).startsWith("second 100%");
    assertThat(screen.line(2)).startsWith("first   0%");
    first.advance();
    first.close();
    assertThat(screen.line(1)).startsWith("first  50% |███████       | 1/2");
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
    assertThat(screen.line(0)).startsWith("  unfinished  33%");
    assertThat(screen.line(2)).startsWith("outer   0%");
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
    Progress files = display.begin("files", 1000);
    at(0);
    for (int i = 1; i <= 10; i++) {
      files.advance(i);
      at(i * 100);
    }
    at(1000);
    String figures = screen.line(1).substring(screen.line(1).indexOf(" 0:01 "));
    for (int i = 11; i < 20; i++) {
      files.advance(i);
      at(i * 100);
      assertThat(screen.line(1)).endsWith(figures).contains(i * (i + 1) / 2 + "/1000");
    }
    files.close();
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
        .allSatisfy(line -> assertThat(line).contains("100%").contains("1/1"));
  }

  private void write(String text) {
    try {
      screen.output().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
