package dev.headway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Display;
import dev.headway.Pool;
import dev.headway.Progress;
import dev.headway.internal.terminal.format.Theme;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.progress.TaskEnd;
import dev.headway.testkit.ManualTicker;
import dev.headway.testkit.Screen;
import dev.headway.work.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands below the bar while tasks run, at given times and on screens of given sizes. */
class RunningTasksTimelineTest {
  private final ManualTicker ticker = new ManualTicker();
  private final ScreenDevice device = new ScreenDevice(70, 20, new Theme(true, true));
  private final Screen screen = device.screen;
  private final BarView view = new BarView(device);
  private final Display display = Display.manual(ticker, view);
  private final Pool pool = Pool.on(Serial.here()).on(display);

  private void after(double seconds) {
    ticker.advance(Duration.ofMillis((long) (seconds * 1000)));
    display.tick();
  }

  @Test
  void shouldNameALongTaskAndHowFarItIs() {
    pool.over(List.of("short", "long"))
        .named("work")
        .map(
            input -> {
              if (input.equals("short")) {
                after(1.9);
                assertThat(screen.lines()).as("too short to be read of").hasSize(2);
                return input;
              }
              after(1.5);
              assertThat(screen.lines()).hasSize(2);
              after(0.5);
              assertThat(screen.line(2)).isEqualTo("  long  0:02");
              try (Progress pages = display.begin("pages", 4)) {
                pages.advance();
                after(0.1);
                assertThat(screen.line(2)).isEqualTo("  long  0:02  25%  pages 1/4");
              }
              after(0.1);
              assertThat(screen.line(2)).isEqualTo("  long  0:02");
              after(3600);
              assertThat(screen.line(2)).isEqualTo("  long  1:00:02");
              return input;
            })
        .toList();

    assertThat(screen.lines()).containsExactly("✓ work  2 in 1:00:04, 30:02 each");
  }

  @Test
  void shouldMarkWhatIsSlow() {
    pool.over(IntStream.range(0, 6).boxed().toList())
        .map(
            input -> {
              after(1);
              if (input == 5) {
                after(2);
                assertThat(screen.line(2)).isEqualTo("  5  0:03");
                after(1);
                assertThat(screen.line(2)).isEqualTo("  5  0:04  slow");
              }
              return input;
            })
        .toList();
  }

  @Test
  void shouldShowHowFarItIsToTheEnd() {
    pool.over(IntStream.range(0, 20).boxed().toList())
        .named("work")
        .map(
            input -> {
              after(input == 19 ? 2 : 0.1);
              if (input == 19) {
                assertThat(screen.line(1)).startsWith("work  95% █████").contains("19/20");
              }
              return input;
            })
        .toList();
    assertThat(screen.line(0)).startsWith("✓ work  20 in ");
  }

  private static Rows busy(int done) {
    RunningTask[] tasks =
        IntStream.range(0, 7)
            .mapToObj(
                i ->
                    new RunningTask(
                        i,
                        "task " + i,
                        (9L - i) * Rows.SECOND,
                        i,
                        null,
                        RunningTask.State.RUNNING,
                        false,
                        List.of()))
            .toArray(RunningTask[]::new);
    return Rows.named("first").done(done).running(9, tasks);
  }

  private static List<String> listed(int columns, int rows) {
    ScreenDevice small = new ScreenDevice(columns, rows, new Theme(true, true));
    Rows second = Rows.named("second").id(2);
    new BarView(small).show(new Snapshot(0, List.of(busy(1).row(), second.row())));
    List<String> lines = small.screen.lines();
    return rows == 1 ? lines : lines.subList(1, lines.size()); // Where the cursor rests.
  }

  @Test
  void shouldUseWhatRoomThereIsAndNeverMore() {
    assertThat(listed(70, 4)).hasSize(2).noneMatch(line -> line.contains("task"));
    assertThat(listed(70, 5).get(1)).startsWith("  task 0");
    assertThat(listed(70, 5).get(2)).startsWith("second");
    assertThat(listed(70, 6).subList(1, 3)).last().isEqualTo("  … 8 more");
    assertThat(listed(70, 9)).hasSize(7);
    assertThat(listed(70, 30)).hasSize(7);
    assertThat(listed(70, 30).get(5)).isEqualTo("  … 5 more");
    assertThat(listed(39, 30)).hasSize(2);
    assertThat(listed(20, 1)).hasSize(1);
  }

  @Test
  void shouldFollowTheSizeOfTheScreen() {
    for (int columns : new int[] {70, 39, 50, 20, 70}) {
      device.resize(columns, 20);
      view.show(new Snapshot(columns, List.of(busy(columns / 10).row())));
      assertThat(screen.lines()).hasSize(columns < 40 ? 2 : 7);
    }
    for (int rows : new int[] {8, 6, 4, 3, 1, 4, 20}) {
      device.resize(70, rows);
      view.show(new Snapshot(100 + rows, List.of(busy(20 + rows).row())));
    }
    assertThat(screen.everything().stream().filter(line -> line.startsWith("first"))).hasSize(1);
    assertThat(screen.everything().stream().filter(line -> line.startsWith("  task"))).hasSize(4);
  }

  @Test
  void shouldSayWhatHoldsUpTheResultsOnce() {
    RunningTask slow =
        new RunningTask(
            8, "IMG_8.jpg", 3 * Rows.SECOND, 0, null, RunningTask.State.SLOW, true, List.of());
    Rows rows =
        Rows.named("first").running(2, slow).note("IMG_8.jpg holds up the results (in order)");
    view.show(new Snapshot(0, List.of(rows.row())));
    assertThat(screen.line(2))
        .isEqualTo("  IMG_8.jpg  0:03  slow, holds up the results (in order)");
    assertThat(screen.lines()).hasSize(3);
    device.resize(39, 20);
    view.show(new Snapshot(1, List.of(rows.row())));
    assertThat(screen.line(2)).isEqualTo("  IMG_8.jpg holds up the results (in …");
    view.show(new Snapshot(2, List.of(rows.note("").stalled(2).row())));
    assertThat(screen.line(2)).isEqualTo("  2 workers stalled");
  }

  @Test
  void shouldTellTheFirstFailureOfEachKindAboveTheBar() {
    ProgressListener listener = view.failureListener(1);
    Rows rows = Rows.named("work").done(2);
    view.show(new Snapshot(0, List.of(rows.row())));
    for (int i = 0; i < 3; i++) {
      Exception error = new IllegalStateException("cannot decode IMG_" + i + ".jpg");
      listener.on(
          new ProgressEvent.TaskEnded(
              0, "work", i, 0, error, TaskEnd.FAILED, 1, "IMG_" + i + ".jpg", 0));
    }
    view.show(new Snapshot(1, List.of(rows.done(2, 3, 0, 0).row())));
    assertThat(screen.line(0))
        .isEqualTo("work: failed IMG_0.jpg: IllegalStateException: cannot decode");
    assertThat(screen.line(1)).isEqualTo("  IMG_0.jpg");
    assertThat(screen.line(3)).startsWith("work  12%").contains("3 failed");
    Summary nothing = new Summary(null, Map.of(), List.of());
    Row last = rows.done(37, 3, 0, 0).elapsed(9).state(Row.State.FINISHED).row();
    view.show(new Snapshot(2, List.of(last), Map.of(1L, nothing)));
    assertThat(screen.lines())
        .endsWith(
            "✗ work  37 of 40 succeeded in 0:09, 3 failed",
            "    3× IllegalStateException: cannot decod…  IMG_0.jpg, IMG_1.jpg, +1");
  }
}
