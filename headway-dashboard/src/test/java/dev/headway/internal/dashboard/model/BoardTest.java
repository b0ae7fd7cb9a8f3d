package dev.headway.internal.dashboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.dashboard.Lines;
import dev.headway.progress.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final String SOURCE = "4711.sock";
  private static final String JOB = "thumbnails";

  private final Board board = new Board();

  private void take(String... lines) {
    for (String line : lines) {
      board.accept(SOURCE, line);
    }
  }

  private JobModel only() {
    assertThat(board.jobs()).hasSize(1);
    return board.jobs().get(0);
  }

  @Test
  void shouldTakeTheNumbersOfTheLatestLine() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.snapshot("progress", 1, JOB, 9_000, 80, 17, 2));

    Row row = only().row();

    assertThat(row.label()).isEqualTo(JOB);
    assertThat(row.total()).isEqualTo(80);
    assertThat(row.counts().succeeded()).isEqualTo(17);
    assertThat(row.counts().failed()).isEqualTo(2);
    assertThat(row.elapsedNanos()).isEqualTo(9_000_000_000L);
    assertThat(row.forecast()).isNotNull();
    assertThat(only().isRunning()).isTrue();
  }

  @Test
  void shouldCountAMillionTasksThoughItKeepsFew() {
    take(Lines.snapshot("started", 1, JOB, 0, 1_000_000, 0, 0));
    for (int i = 0; i < 20_000; i++) {
      take(Lines.failed(1, JOB, i, i, "in-" + i, i % 4, "java.io.IOException: disk " + i % 7));
    }
    take(Lines.snapshot("finished", 1, JOB, 20_000, 1_000_000, 980_000, 20_000));

    JobModel job = only();

    assertThat(job.row().counts().succeeded()).isEqualTo(980_000);
    assertThat(job.failures().count()).isEqualTo(20_000);
    assertThat(job.failures().first()).hasSize(Failures.MAX_FAILURES);
    assertThat(job.failures().classes()).containsEntry("java.io.IOException", 20_000L);
    assertThat(job.detail()).isNotNull();
    assertThat(job.detail().slowest().all()).hasSize(Slowest.MAX_TASKS);
    assertThat(job.outcome()).isEqualTo("failed");
  }

  @Test
  void shouldListWhatRunsByItsAge() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.snapshot("progress", 1, JOB, 5_000, 80, 0, 0),
        Lines.running(1, JOB, 5_000, new double[] {7, 0, 1.5}, new double[] {3, 1, 4.5}));

    assertThat(only().running().byAge())
        .extracting(RunningTasks.Task::index, RunningTasks.Task::begun, RunningTasks.Task::note)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, 500L, "decode 3/10"),
            org.assertj.core.groups.Tuple.tuple(7L, 3_500L, "decode 3/10"));
  }

  @Test
  void shouldTakeATaskThatIsNoLongerListedForEnded() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.snapshot("progress", 1, JOB, 2_000, 80, 0, 0),
        Lines.running(1, JOB, 2_000, new double[] {7, 0, 1.5}),
        Lines.snapshot("progress", 1, JOB, 2_500, 80, 1, 0),
        Lines.running(1, JOB, 2_500));

    assertThat(only().running().size()).isZero();
    assertThat(only().detail().ended().count()).isEqualTo(1);
    assertThat(only().detail().slowest().all().get(0).seconds()).isEqualTo(2.0);
    assertThat(only().durations().all()).isEqualTo(1);
  }

  @Test
  void shouldNotCountAFailureTwiceThatWasSeenRunning() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.running(1, JOB, 1_500, new double[] {7, 0, 1.5}),
        Lines.failed(1, JOB, 1_700, 7, "in-7", 0, "x.Y: z"),
        Lines.running(1, JOB, 2_000));

    assertThat(only().detail().ended().count()).isEqualTo(1);
  }

  @Test
  void shouldKnowWhenAWorkerWasBusyAndDead() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.snapshot("progress", 1, JOB, 2_000, 80, 0, 0),
        Lines.running(1, JOB, 2_000, new double[] {7, 3, 2.0}),
        Lines.worker("lost", 1, JOB, 2_000, 3),
        Lines.snapshot("progress", 1, JOB, 3_000, 80, 0, 0),
        Lines.worker("replaced", 1, JOB, 3_000, 3),
        Lines.snapshot("progress", 1, JOB, 4_000, 80, 0, 0));

    Lanes.View view = only().detail().workers(0, 4_000, 100);

    assertThat(view.width()).isEqualTo(100);
    Lanes.Buckets lane = view.lanes().get(3);
    assertThat(java.util.Arrays.stream(lane.busy()).sum()).isEqualTo(2_000);
    assertThat(java.util.Arrays.stream(lane.dead()).sum()).isEqualTo(1_000);
    assertThat(lane.dead()[25]).isEqualTo(100);
  }

  @Test
  void shouldNotMoveWhenTheClockOfTheSystemDoes() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.failed(1, JOB, 3_600_000, 7, "in-7", 0, "x.Y: z"),
        Lines.failed(1, JOB, -3_600_000, 8, "in-8", 0, "x.Y: z"));

    assertThat(only().failures().first())
        .extracting(Failures.Failure::atMillis)
        .containsExactly(2_000L, 0L);
  }

  @Test
  void shouldGoOnAfterLinesThatAreNoJson() {
    take(
        "{\"v\":1,\"ev",
        "[1,2]",
        "null",
        "{\"event\":\"progress\",\"id\":\"no\"}",
        "{\"event\":\"progress\",\"id\":1e99}",
        "{\"event\":\"running\",\"id\":1,\"tasks\":[1,null,{\"index\":-5}]}",
        "{\"event\":\"finished\",\"id\":2,\"total\":-1,\"restLowSeconds\":9,"
            + "\"restLikelySeconds\":1,\"restHighSeconds\":0,\"slowest\":7,\"errors\":[]}",
        Lines.snapshot("started", 3, JOB, 0, 80, 0, 0));

    assertThat(board.jobs()).hasSize(2);
    assertThat(board.sources()).extracting(ProcessModel::unreadable).containsExactly(3L);
  }

  @Test
  void shouldMakeHostileNamesVisible() {
    take(
        Lines.snapshot("started", 1, "a\u001b[2J\u202eb", 0, 80, 0, 0),
        Lines.failed(1, JOB, 0, 7, "x\u0000y".repeat(200), 0, "E: \u001b]0;t\u0007\nnext"));

    assertThat(only().label()).isEqualTo("a^[[2J\\u202eb");
    Failures.Failure failure = only().failures().first().get(0);
    assertThat(failure.input()).hasSizeLessThan(300).startsWith("x^@y").endsWith("…");
    assertThat(failure.error()).isEqualTo("E: ^[]0;t^G\nnext");
  }

  @Test
  void shouldKeepTheLatestPrintedLinesAndCountAll() {
    take(Lines.snapshot("started", 1, JOB, 0, 80, 0, 0));
    take(Lines.printed(10, "err", "first", 7));
    for (int i = 0; i < PrintedLines.MAX_LINES; i++) {
      take(Lines.printed(20, "out", "line\u202e " + i, 0));
    }

    ProcessModel source = board.source(only());

    assertThat(source).isNotNull();
    assertThat(source.printed().count()).isEqualTo(PrintedLines.MAX_LINES + 8);
    assertThat(source.printed().latest())
        .hasSize(PrintedLines.MAX_LINES)
        .extracting(PrintedLines.Printed::text)
        .startsWith("line\\u202e 199", "line\\u202e 198")
        .doesNotContain("first");
  }

  /** Lines that the process itself left out, such as printed ones, are of no job. */
  @Test
  void shouldMakeNoJobOfWhatAProcessHasDropped() {
    take(Lines.begin("dropped", 0, "", 10) + ",\"count\":7}");

    assertThat(board.jobs()).isEmpty();
  }

  @Test
  void shouldKeepTextsOfFailuresWithinBounds() {
    take(Lines.snapshot("started", 1, JOB, 0, 80, 0, 0));
    for (int i = 0; i < 2_000; i++) {
      take(Lines.failed(1, JOB, i, i, "in", 0, i + "x.Y: " + "z".repeat(5_000)));
    }

    assertThat(only().failures().count()).isEqualTo(2_000);
    assertThat(only().failures().areShortened()).isTrue();
    assertThat(only().bytes()).isLessThan(6_000_000);
  }

  @Test
  void shouldGiveUpTheDetailsOfTheOldestJobsFirst() {
    Board small = new Board(400_000);
    for (int i = 0; i < 3; i++) {
      small.accept(SOURCE, Lines.snapshot("started", i, JOB, 0, 80, 0, 0));
      for (int n = 0; n < 2_000; n++) {
        small.accept(SOURCE, Lines.failed(i, JOB, n, n, "in", 0, "x.Y: z"));
      }
    }
    small.accept(SOURCE, Lines.snapshot("finished", 2, JOB, 2_000, 80, 80, 0));
    small.tidy();

    List<JobModel> jobs = small.jobs();

    assertThat(jobs.get(2).outcome()).isEqualTo("finished");
    assertThat(jobs.get(2).detail()).isNull();
    assertThat(jobs.get(2).failures().count()).isEqualTo(2_000);
  }

  @Test
  void shouldDrawEachLongRunWithinItsBuckets() {
    TimeBuckets buckets = new TimeBuckets(100);
    buckets.addSpan(TimeBuckets.BUSY, 0, 150);
    buckets.addSpan(TimeBuckets.BUSY, 900_000, 900_050);

    assertThat(buckets.keptFrom()).isEqualTo(900_100 - TimeBuckets.MAX_BUCKETS * 100L);
    assertThat(buckets.get(TimeBuckets.BUSY, 0)).isZero();
    assertThat(buckets.get(TimeBuckets.BUSY, 9_000)).isEqualTo(50);
    assertThat(buckets.bytes()).isLessThanOrEqualTo(TimeBuckets.MAX_BUCKETS * 20L);
  }

  @Test
  void shouldShowTheWholeTimeInWiderBuckets() {
    Lanes lanes = new Lanes();
    Lane lane = lanes.of(0);
    for (long at = 0; at < 3_600_000; at += 500) {
      lane.sample(at, true, 0);
    }

    Lanes.View whole = lanes.view(0, 3_600_000, 1_000);
    Lanes.View late = lanes.view(3_590_000, 3_599_000, 1_000);

    assertThat(whole.width()).isEqualTo(6_400);
    assertThat(whole.count()).isLessThanOrEqualTo(1_000);
    assertThat(whole.lanes().get(0).busy()[100]).isEqualTo(6_400);
    assertThat(late.width()).isEqualTo(100);
    assertThat(lanes.bytes()).isLessThan(200_000);
  }

  @Test
  void shouldSayThatThereAreMoreWorkersThanLanes() {
    Lanes lanes = new Lanes();
    for (int i = 0; i < 500; i++) {
      Lane lane = lanes.of(i);
      if (lane != null) {
        lane.sample(1_000, true, 0);
      }
    }

    assertThat(lanes.view(0, 1_000, 100).lanes()).hasSize(Lanes.MAX_LANES);
    assertThat(lanes.view(0, 1_000, 100).cut()).isTrue();
  }

  @Test
  void shouldKeepTheLastEndedTasksAlone() {
    EndedTasks tasks = new EndedTasks();
    for (int i = 0; i < 150_000; i++) {
      tasks.add(i, 0, i * 10L, i * 10L + 10, false);
    }

    assertThat(tasks.count()).isEqualTo(150_000);
    assertThat(tasks.kept()).isEqualTo(EndedTasks.MAX_TASKS);
    assertThat(tasks.bytes()).isLessThanOrEqualTo(2_000_000);
    assertThat(tasks.countIn(1_400_000, 1_400_100)).isBetween(10, 12);
    assertThat(tasks.countIn(0, 100_000)).isZero();
  }

  @Test
  void shouldThinTheSeriesAndKeepItsEnds() {
    Series series = new Series();
    for (int i = 0; i < 100_000; i++) {
      series.add(new Series.Point(i / 2.0, i, 1, 1, 0, null, null, null));
    }

    List<Series.Point> all = series.all();
    assertThat(all).hasSizeLessThanOrEqualTo(Series.MAX_POINTS + 1).hasSizeGreaterThan(400);
    assertThat(all.get(0).ended()).isZero();
    assertThat(all.get(all.size() - 1).ended()).isEqualTo(99_999);
  }
}
