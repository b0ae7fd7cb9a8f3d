package dev.headway.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.progress.Row;
import dev.headway.progress.Rows;
import dev.headway.progress.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
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
        .containsExactly("thumbnails: 12/40 (30%), 1 failed, 0:05 elapsed, 9s-19s left, 3.2/s");
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
            "t: 5/40 (12%), 0:01 elapsed",
            "t: 20/40 (50%), 0:04 elapsed",
            "t: 35/40 (87%), 0:07 elapsed",
            "t: 40/40 (100%), 0:08 elapsed, finished");
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
      show(second, Rows.named("t").total(null).done(7));
    }
    assertThat(lines())
        .containsExactly(
            "t: 7/?, 0:01 elapsed",
            "t: 7/?, 0:11 elapsed",
            "t: 7/?, 0:21 elapsed",
            "t: 7/?, 0:31 elapsed");
  }

  @Test
  void shouldSayNothingOfWhatWentWellInLessThanASecond() {
    show(0.99, Rows.named("t").done(40).state(Row.State.FINISHED));
    assertThat(lines()).isEmpty();
    show(1, Rows.named("t").done(40).state(Row.State.FINISHED));
    assertThat(lines()).containsExactly("t: 40/40 (100%), 0:01 elapsed, finished");
  }

  @Test
  void shouldSayThatItWasStopped() {
    show(0, Rows.named("t").done(3, 0, 1, 2).state(Row.State.STOPPED));
    assertThat(lines())
        .containsExactly("t: 6/40 (15%), 1 crashed, 2 cancelled, 0:00 elapsed, stopped");
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
            "  n: 40/40 (100%), 1 failed, 0:03 elapsed, finished",
            "  n: 7/40 (17%), 0:14 elapsed", "  n: 40/40 (100%), 0:15 elapsed, finished");
  }

  @Test
  void shouldPrintNoControlCharacters() {
    show(1, Rows.named("a\033[31m\rb").note("c\nd"));
    assertThat(log.toString(UTF_8)).isEqualTo("a^[[31m b: 0/40 (0%), 0:01 elapsed, c d\n");
  }

  @Test
  void shouldSayThatAWorkerStandsStill() {
    assertThat(PlainView.line(Rows.named("x").done(7, 1, 0, 0).stalled(1).row()))
        .startsWith("x: 8/40 (20%), 1 failed, 1 stalled, 0:00 elapsed");
  }
}
