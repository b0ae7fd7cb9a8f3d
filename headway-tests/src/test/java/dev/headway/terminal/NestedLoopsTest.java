package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Pool;
import dev.headway.Progress;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.internal.terminal.report.LastLinePolicy;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import dev.headway.testkit.ManualTicker;
import dev.headway.testkit.Screen;
import dev.headway.work.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What progresses inside of others leave on the screen. */
class NestedLoopsTest {
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  private final ManualTicker ticker = new ManualTicker();
  private final ScreenDevice device = new ScreenDevice(60, 8, new Theme(true, true));
  private final Screen screen = device.screen;
  private final Display display = Display.manual(ticker, new BarView(device));

  private void pass(long millis) {
    ticker.advance(Duration.ofMillis(millis));
    display.tick();
  }

  @Test
  void shouldLeaveNothingOfInnerJobsThatWentWell() {
    try (Pool pool = Pool.on(Serial.here()).on(display);
        Progress folders = display.begin("folders", 10)) {
      for (int folder = 0; folder < 3; folder++) {
        try (Progress files = folders.nested("files", 10)) {
          pass(1000);
          files.advance(10);
        }
        folders.advance();
      }
      assertThat(pool.map(TEN, x -> x).toList()).hasSize(10);
    }
    assertThat(screen.everything()).hasSize(2);
  }

  @Test
  void shouldTellOfAnInnerOneWhatTheOuterDoesNot() {
    Row outer = Rows.named("outer").done(3).elapsed(9).row();
    Rows inner = Rows.named("inner").id(2).depth(1).elapsed(9).done(7);
    Row left = inner.state(Row.State.STOPPED).row();
    Row failed = inner.done(39, 1, 0, 0).state(Row.State.FINISHED).row();
    Row whole = Rows.named("outer").done(40).elapsed(9).state(Row.State.FINISHED).row();
    Row stopped = Rows.named("outer").done(3).elapsed(9).state(Row.State.STOPPED).row();

    assertThat(LastLinePolicy.isTold(left, List.of(outer, left))).isFalse();
    assertThat(LastLinePolicy.isTold(left, List.of(whole, left))).isFalse();
    assertThat(LastLinePolicy.isTold(left, List.of(stopped, left))).as("as by Ctrl-C").isTrue();
    assertThat(LastLinePolicy.isTold(failed, List.of(outer, failed))).isTrue();
    new BarView(device).show(new Snapshot(0, List.of(outer, left)));
    assertThat(screen.lines()).hasSize(2).last().asString().startsWith("outer");
  }

  @Test
  void shouldLeaveNothingOfWhatWasLeftBeforeItHadABar() {
    Rows brief = Rows.named("search").done(3).running(0).state(Row.State.STOPPED);
    BarView view = new BarView(device);
    view.show(new Snapshot(0, List.of(brief.elapsed(0.49).row())));
    assertThat(screen.everything()).isEmpty();
    view.show(new Snapshot(1, List.of(brief.elapsed(0.5).row())));
    view.show(new Snapshot(2, List.of(brief.done(3, 1, 0, 0).elapsed(0.1).row())));
    view.show(new Snapshot(3, List.of(brief.done(3).running(2).elapsed(0.1).row())));
    assertThat(screen.lines()).hasSize(3).allMatch(line -> line.contains("stopped"));
  }

  @Test
  void shouldTellOfAJobThatTheEndOfTheProcessStopsBeforeItHadABar() {
    Row brief = Rows.named("job").done(3).running(0).elapsed(.1).state(Row.State.STOPPED).row();
    BarView view = new BarView(device);
    view.show(new Snapshot(0, List.of(brief), Map.of(), true));
    assertThat(screen.everything()).as("a loop").isEmpty();
    view.failureListener(brief.id());
    view.show(new Snapshot(0, List.of(brief), Map.of(), false));
    view.failureListener(brief.id());
    assertThat(screen.everything()).as("left by the program").isEmpty();
    view.show(new Snapshot(1, List.of(brief), Map.of(), true));
    assertThat(screen.lines()).singleElement().asString().contains("stopped");
  }
}
