package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headway.Display;
import dev.headway.Progress;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.testkit.ManualTicker;
import dev.headway.testkit.Screen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a bar appears, and what is left beside the screen when it goes. */
class FirstFrameTest {

  private final ManualTicker ticker = new ManualTicker();
  private final ScreenDevice device = new ScreenDevice(60, 8, new Theme(true, true));
  private final Screen screen = device.screen;
  private final BarView view = new BarView(device).after(Duration.ofMillis(500));
  private final Display display = Display.manual(ticker, view);

  private void at(long millis) {
    ticker.advance(Duration.ofMillis(millis).minusNanos(ticker.nanoTime()));
    display.tick();
  }

  private String written() {
    return String.join("", screen.writes());
  }

  @Test
  void shouldShowNothingBeforeItsTime() {
    Progress files = display.begin("files", 4);
    at(0);
    at(499);
    assertThat(screen.writes()).isEmpty();
    assertThat(device.open).isFalse();
    at(500);
    assertThat(screen.line(1)).startsWith("files   0%");
    assertThat(device.open).isTrue();
    files.close();
    assertThat(device.open).isFalse();
  }

  @Test
  void shouldLeaveOneLineOfWhatEndedSooner() {
    for (int i = 0; i < 3; i++) {
      try (Progress files = display.begin("files " + i, 4)) {
        at(i * 200L);
        files.advance(4);
        at(i * 200L + 100);
      }
    }
    assertThat(screen.writes()).hasSize(3);
    assertThat(screen.lines())
        .hasSize(3)
        .allMatch(line -> line.matches("✓ files \\d  4 in 0:00, .*"));
    assertThat(screen.cursorRow()).isEqualTo(3);
  }

  @Test
  void shouldNotLetShortNestedBarsFlash() {
    Progress outer = display.begin("outer", 10);
    at(600);
    for (int i = 0; i < 10; i++) {
      try (Progress inner = outer.nested("page " + i, 2)) {
        inner.advance(2);
        at(700 + i * 100);
      }
      outer.advance();
    }
    assertThat(written()).doesNotContain("page");
    Progress longer = outer.nested("long page", 2);
    at(2000);
    at(2600);
    assertThat(screen.line(2)).startsWith("  long page   0%");
    longer.close();
    outer.close();
  }

  @Test
  void shouldLeaveNoMarkWhenTheLastBarEnds() {
    device.taskbar = true;
    Progress files = display.begin("files", 4);
    at(600);
    assertThat(written()).endsWith("\033]9;4;1;0\033\\");
    files.advance();
    at(700);
    at(800);
    assertThat(written()).containsOnlyOnce("9;4;1;25");
    files.close();
    assertThat(written()).endsWith("\033]9;4;0;0\033\\").doesNotContain("\007", "\033]2;");
  }

  @Test
  void shouldLeaveNoMarkWhenTheViewFails() {
    device.taskbar = true;
    Progress files = display.begin("files", 4);
    at(600);
    device.faulty = true;
    assertThatThrownBy(() -> view.show(new Snapshot(1, List.of(Rows.named("x").elapsed(9).row()))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(written()).endsWith("\033]9;4;0;0\033\\");
    device.faulty = false;
    files.close();
  }

  @Test
  void shouldTakeTheMarkAwayWhileTheProgramIsStopped() {
    device.taskbar = true;
    Progress files = display.begin("files", 4);
    at(600);
    device.target.pause(() -> assertThat(written()).endsWith("\033]9;4;0;0\033\\"));
    files.advance();
    at(700);
    assertThat(written()).endsWith("\033]9;4;1;25\033\\");
    files.close();
  }

  @Test
  void shouldRingAndSetTheTitleOnlyIfAsked() {
    ScreenDevice other = new ScreenDevice(60, 8, new Theme(true, true));
    Display ringing = Display.manual(ticker, new BarView(other).withTitle().withBell());
    Progress files = ringing.begin("files", 4);
    ringing.tick();
    assertThat(String.join("", other.screen.writes())).endsWith("\033[22;0t\033]2;0% files\033\\");
    files.close();
    assertThat(String.join("", other.screen.writes())).endsWith("\033]2;\033\\\033[23;0t\007");
  }
}
