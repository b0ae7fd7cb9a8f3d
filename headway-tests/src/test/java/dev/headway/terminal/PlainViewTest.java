package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.internal.terminal.report.PlainLineFormat;
import dev.headway.progress.ProgressEvent;
import dev.headway.progress.ProgressListener;
import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.RunningTask;
import dev.headway.progress.Snapshot;
import dev.headway.progress.Summary;
import dev.headway.progress.TaskEnd;
import dev.headway.progress.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainViewTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PlainView view = new PlainView(new PrintStream(log, true, UTF_8));

  private void show(double second, Rows rows) {
    Row row = rows.elapsed(second).row();
    view.show(new Snapshot((long) (second * Rows.SECOND), List.of(row)));
  }

  private List<String> lines() {
    return log.toString(UTF_8).lines().toList();
  }

  @Test
  void shouldSayAllThatIsKnownInOneLine() {
    show(5, Rows.named("thumbnails").done(11, 1, 0, 0).rest(9, 12, 19).rate(3.2));
    assertThat(lines())
        .containsExactly("thumbnails: 30% (12/40), 1 failed, 0:05 elapsed, 9-19s left, 8 running");
  }

  @Test
  void shouldPrintEachTenthButNotMoreThanOneInThreeSeconds() {
    Rows rows = Rows.named("t");
    for (int tick = 0; tick <= 80; tick++) {
      show(tick / 10.0, rows.done(tick / 2));
    }
    show(8.1, rows.done(40).state(Row.State.FINISHED));
    assertThat(lines())
        .containsExactly(
            "t: started, 40 items",
            "t: 50% (20/40), 0:04 elapsed, 8 running",
            "t: 87% (35/40), 0:07 elapsed, 8 running",
            "t: finished, 40 in 0:08, 4.9/s");
  }

  @Test
  void shouldNotLookHungNorFillTheDiskInAWeek() {
    Rows rows = Rows.named("thumbnails").total(1_000_000L).rest(9, 1200, 19000).rate(3.2);
    int week = 7 * 24 * 3600;
    List<Integer> gaps = new ArrayList<>();
    long printed = 0;
    int last = 0;
    for (int second = 0; second <= week; second++) {
      show(second, rows.done(second, 9999, 0, 0));
      if (log.size() > printed) {
        gaps.add(second - last);
        printed = log.size();
        last = second;
      }
    }
    assertThat(gaps.subList(1, gaps.size())).allMatch(gap -> gap >= 3 && gap <= 60);
    assertThat(gaps.subList(1, 12)).containsOnly(10);
    assertThat(printed).isLessThan(1_200_000);
  }

  @Test
  void shouldShowThatItLivesEveryTenSeconds() {
    for (int second = 0; second < 35; second++) {
      show(second, Rows.named("t").total(null).done(7).rate(0.2).running(0));
    }
    assertThat(lines())
        .containsExactly(
            "t: started",
            "t: 7 done, 0:11 elapsed, 5.0 s each",
            "t: 7 done, 0:21 elapsed, 5.0 s each",
            "t: 7 done, 0:31 elapsed, 5.0 s each");
  }

  @Test
  void shouldNameTheLongestTaskWhileNothingHasEnded() {
    for (int second = 0; second < 200; second++) {
      RunningTask task =
          new RunningTask(
              0,
              "simulation-00",
              second * Rows.SECOND,
              0,
              null,
              RunningTask.State.RUNNING,
              false,
              List.of());
      show(second, Rows.named("simulate").total(20L).workers(2).running(2, task));
    }
    String running = " elapsed, 2 running, longest simulation-00 ";
    assertThat(lines())
        .containsExactly(
            "simulate: started, 20 items, 2 workers",
            "simulate: 0% (0/20), 0:10" + running + "0:10",
            "simulate: 0% (0/20), 0:30" + running + "0:30",
            "simulate: 0% (0/20), 1:00" + running + "1:00",
            "simulate: 0% (0/20), 2:00" + running + "2:00",
            "simulate: 0% (0/20), 3:00" + running + "3:00");
  }

  @Test
  void shouldTellBytesAndInputsOfAJobThatIsWeighed() {
    Rows row = Rows.named("t").weight(Unit.BYTES, 1_234_567, 4_000_000L).running(0);
    show(0, row);
    show(11, row.fraction(0.3));
    assertThat(lines()).last().isEqualTo("t: 30% (1.2/4.0 MB, 0/40), 0:11 elapsed");
  }

  private static ProgressEvent.TaskEnded failure(int index, Throwable error) {
    return new ProgressEvent.TaskEnded(
        0, "t", index, 0, error, TaskEnd.FAILED, 1, "IMG_" + index + ".jpg", 0);
  }

  @Test
  void shouldTellTheFirstFailureOfEachKindAtOnceAndAllAtTheEnd() {
    ProgressListener listener = view.failureListener(1);
    show(1, Rows.named("t"));
    listener.on(failure(3, new IllegalStateException("cannot decode IMG_3.jpg")));
    listener.on(failure(4, new IllegalStateException("cannot decode IMG_4.jpg")));
    show(2, Rows.named("t").done(5, 2, 0, 0));
    listener.on(failure(5, new IOException("disk full")));
    show(2.1, Rows.named("t").done(5, 3, 0, 0));
    view.show(
        new Snapshot(
            3 * Rows.SECOND,
            List.of(Rows.named("t").done(37, 3, 0, 0).elapsed(3).state(Row.State.FINISHED).row()),
            Map.of(1L, new Summary(null, Map.of(), List.of()))));
    assertThat(lines())
        .containsExactly(
            "t: started, 40 items",
            "t: FAILED IMG_3.jpg: IllegalStateException: cannot decode IMG_3.jpg",
            "t: FAILED IMG_5.jpg: IOException: disk full",
            "t: finished, 37 of 40 succeeded in 0:03, 3 failed",
            "t: 2x IllegalStateException: cannot decode ..: IMG_3.jpg, IMG_4.jpg",
            "t: 1x IOException: disk full: IMG_5.jpg");
  }

  @Test
  void shouldTellFiveKindsOfFailuresAtOnceAtMost() {
    ProgressListener listener = view.failureListener(1);
    show(1, Rows.named("t"));
    for (int i = 0; i < 9; i++) {
      listener.on(failure(i, new IOException("kind " + "abcdefghi".charAt(i))));
    }
    show(2, Rows.named("t").done(5, 9, 0, 0));
    show(9, Rows.named("t").done(6, 9, 0, 0));
    assertThat(lines().stream().filter(line -> line.contains("FAILED"))).hasSize(5);
  }

  @Test
  void shouldSayOnceHowManyFailed() {
    Rows one = Rows.named("t").total(1L);
    show(0, one);
    show(1, one);
    show(5, one.done(0, 1, 0, 0));
    show(5.1, one.done(0, 1, 0, 0).state(Row.State.FINISHED));
    assertThat(lines())
        .containsExactly("t: started, 1 item", "t: finished, 0 of 1 succeeded in 0:05, 1 failed");
  }

  @Test
  void shouldSayNothingOfWhatWentWellInLessThanASecond() {
    show(0.99, Rows.named("t").done(40).state(Row.State.FINISHED));
    assertThat(lines()).isEmpty();
    show(1, Rows.named("t").done(40).state(Row.State.FINISHED));
    assertThat(lines()).containsExactly("t: finished, 40 in 0:01, 40.0/s");
  }

  @Test
  void shouldSayThatItWasStopped() {
    show(0, Rows.named("t").done(3, 0, 1, 2).state(Row.State.STOPPED));
    assertThat(lines())
        .containsExactly("t: stopped, 3 of 40 succeeded after 0:00, 1 crashed, 2 cancelled");
  }

  @Test
  void shouldSayOfNestedRowsOnlyWhatMatters() {
    Rows nested = Rows.named("n").depth(1);
    show(0, nested);
    show(1, nested.done(40).state(Row.State.FINISHED));
    show(2, nested);
    show(3, nested.done(39, 1, 0, 0).state(Row.State.FINISHED));
    show(4, nested);
    show(14, nested.done(7));
    show(15, nested.done(40).state(Row.State.FINISHED));
    assertThat(lines())
        .containsExactly(
            "  n: finished, 39 of 40 succeeded in 0:03, 1 failed",
            "  n: 17% (7/40), 0:14 elapsed, 8 running",
            "  n: finished, 40 in 0:15, 2.7/s");
  }

  @Test
  void shouldPrintNoControlCharacters() {
    show(5, Rows.named("a\033[31m\rb").note("c\nd"));
    assertThat(log.toString(UTF_8))
        .isEqualTo("a^[[31m b: 0% (0/40), 0:05 elapsed, 8 running, c d\n");
  }

  @Test
  void shouldSayThatAWorkerStandsStill() {
    assertThat(PlainLineFormat.line(Rows.named("x").done(7, 1, 0, 0).stalled(1).row()))
        .startsWith("x: 20% (8/40), 1 failed, 1 worker stalled, 0:00 elapsed");
  }
}
