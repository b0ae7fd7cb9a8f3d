package dev.headway.internal.dashboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.dashboard.Lines;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which line is of which job, and what is counted of jobs that are no longer kept. */
class JobsOfBoardTest {
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
  void shouldTellJobsOfOneFileApartThatHaveTheSameId() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.snapshot("finished", 1, JOB, 1_000, 80, 80, 0),
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0));

    assertThat(board.jobs()).extracting(JobModel::outcome).containsExactly("running", "finished");
  }

  @Test
  void shouldSayWhenAProgramIsGoneAndGoOnWhenItIsBack() {
    take(Lines.snapshot("started", 1, JOB, 0, 80, 0, 0));
    board.gone(SOURCE);
    assertThat(only().outcome()).isEqualTo("abandoned");

    board.connected(SOURCE, "process 4711");
    take(Lines.snapshot("started", 1, JOB, 5_000, 80, 9, 0));

    assertThat(only().outcome()).isEqualTo("running");
    assertThat(only().row().counts().succeeded()).isEqualTo(9);
  }

  @Test
  void shouldGiveUpTheJobOfAFileWhoseProcessIsGone() {
    take(Lines.snapshot("started", 1, JOB, 0, 80, 0, 0));
    board.quiet(SOURCE, pid -> 0L);
    board.quiet("another file", pid -> null);
    assertThat(only().outcome()).isEqualTo("running");

    board.quiet(SOURCE, pid -> pid == 4711 ? null : (Long) 0L);

    assertThat(only().outcome()).isEqualTo("abandoned");
    assertThat(only().isUnwritten()).isTrue();
  }

  @Test
  void shouldGoOnWithAFileThatGrowsThoughItsProcessIsNotHere() {
    take(Lines.snapshot("started", 1, JOB, 0, 80, 0, 0));
    board.quiet(SOURCE, pid -> null);
    take(Lines.snapshot("progress", 1, JOB, 1_000, 80, 7, 0));
    assertThat(only().outcome()).isEqualTo("running");
    assertThat(only().isUnwritten()).isFalse();

    take(Lines.snapshot("finished", 1, JOB, 2_000, 80, 80, 0));
    board.quiet(SOURCE, pid -> null);

    assertThat(only().outcome()).isEqualTo("finished");
  }

  @Test
  void shouldTellTheProcessOfAFileFromALaterOneWithItsNumber() {
    long written = Instant.parse("2026-03-01T12:00:09Z").toEpochMilli();
    take(Lines.snapshot("started", 1, JOB, 9_000, 80, 0, 0));

    board.quiet(SOURCE, pid -> written + 1_000);
    assertThat(only().outcome()).as("the clock may have been set a bit").isEqualTo("running");

    board.quiet(SOURCE, pid -> written + 3_000);
    assertThat(only().outcome()).isEqualTo("abandoned");
  }

  @Test
  void shouldNotTakeAnEndTwiceThatIsToldAgain() {
    String end = Lines.snapshot("finished", 1, JOB, 1_000, 80, 80, 0);
    take(end);
    board.gone(SOURCE);
    take(end);

    assertThat(only().outcome()).isEqualTo("finished");
    assertThat(only().series().all()).hasSize(1);
  }

  @Test
  void shouldForgetOldJobsAndSaySo() {
    for (int i = 0; i < 300; i++) {
      take(Lines.snapshot("finished", i, JOB, 1_000, 80, 80, 0));
    }

    assertThat(board.jobs()).hasSize(Board.MAX_ENDED);
    assertThat(board.forgotten()).isEqualTo(100);
    assertThat(board.jobs().get(0).id()).isEqualTo(299);
    assertThat(board.totals().get(JOB).tasks()).containsEntry("succeeded", 24_000L);
    assertThat(board.totals().get(JOB).jobs()).containsEntry("finished", 300L);
  }

  @Test
  void shouldCountTasksOnceOfMoreRunningJobsThanAreKept() {
    for (int id = 0; id <= Board.MAX_JOBS; id++) {
      take(Lines.snapshot("started", id, JOB, 0, 80, 10, 0));
    }
    for (int round = 1; round <= 3; round++) {
      for (int id = 0; id <= Board.MAX_JOBS; id++) {
        take(Lines.snapshot("progress", id, JOB, round * 1_000, 80, 10, 0));
      }
      assertThat(board.totals().get(JOB).tasks()).containsEntry("succeeded", 10_010L);
    }

    String end = Lines.snapshot("finished", 0, JOB, 9_000, 80, 80, 0);
    take(end, end);

    assertThat(board.totals().get(JOB).tasks()).containsEntry("succeeded", 10_080L);
    assertThat(board.totals().get(JOB).jobs()).containsEntry("finished", 1L);
    assertThat(board.forgotten()).isEqualTo(1);
  }

  @Test
  void shouldShowTheNextRunOfAJobThatWasForgottenWhileItRan() {
    for (int id = 0; id <= Board.MAX_JOBS; id++) {
      take(Lines.snapshot("started", id, JOB, 5_000, 80, 10, 0));
    }
    assertThat(board.jobs()).extracting(JobModel::id).doesNotContain(0L);

    take(Lines.snapshot("started", 0, JOB, 0, 80, 0, 0));

    assertThat(board.jobs()).extracting(JobModel::id).contains(0L);
    assertThat(board.totals().get(JOB).tasks()).containsEntry("succeeded", 10_010L);
  }

  @Test
  void shouldCountWhatWasDroppedAlsoBehindTheEnd() {
    take(
        Lines.failed(1, JOB, 10, 7, "in-7", 0, "x.Y: z"),
        Lines.snapshot("finished", 1, JOB, 1_000, 80, 79, 1),
        Lines.begin("dropped", 1, JOB, 1_000) + ",\"count\":7}");

    assertThat(only().dropped()).isEqualTo(7);
    assertThat(only().failures().count()).isEqualTo(1);
  }

  /** Of a short job the failures come first. Those of a forgotten one may come at any time. */
  @Test
  void shouldShowNoJobOfWhichOnlyAFailureIsKnown() {
    take(Lines.failed(1, JOB, 10, 7, "in-7", 0, "x.Y: z"));
    assertThat(board.jobs()).isEmpty();
    assertThat(board.totals()).isEmpty();

    take(Lines.snapshot("finished", 1, JOB, 1_000, 80, 79, 1));

    assertThat(only().outcome()).isEqualTo("failed");
    assertThat(only().failures().count()).isEqualTo(1);
  }

  @Test
  void shouldForgetFailuresOfJobsThatAreNeverTold() {
    take(Lines.failed(1, JOB, 10, 7, "in-7", 0, "x.Y: z"));
    board.gone(SOURCE);

    take(Lines.snapshot("finished", 1, JOB, 1_000, 80, 79, 1));

    assertThat(only().failures().count()).isZero();
    assertThat(board.forgotten()).isZero();
  }

  @Test
  void shouldForgetNoJobForFailuresOfUnknownOnes() {
    take(Lines.snapshot("started", 0, JOB, 0, 80, 0, 0));
    for (int id = 1; id <= Board.MAX_JOBS + 9; id++) {
      take(Lines.failed(id, JOB, 10, 7, "in-7", 0, "x.Y: z"));
    }

    assertThat(only().id()).isZero();
    assertThat(board.forgotten()).isZero();
  }

  @Test
  void shouldMakeNoJobOfLateLines() {
    take(
        Lines.begin("dropped", 1, JOB, 1_000) + ",\"count\":7}",
        Lines.running(2, JOB, 1_000),
        Lines.begin("new", 3, JOB, 1_000) + "}");

    assertThat(board.jobs()).isEmpty();
  }

  @Test
  void shouldNeverTakeBackAWorkerThatWasReplaced() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.worker("replaced", 1, JOB, 10, 2),
        Lines.worker("lost", 1, JOB, 20, 3));
    assertThat(board.totals().get(JOB).renewed()).isEqualTo(1);
    assertThat(board.totals().get(JOB).died()).isZero();

    take(Lines.worker("replaced", 1, JOB, 30, 3), Lines.worker("replaced", 1, JOB, 40, 3));

    assertThat(board.totals().get(JOB).renewed()).isEqualTo(2);
    assertThat(board.totals().get(JOB).died()).isEqualTo(1);
  }

  @Test
  void shouldTellARunFromTheNextThatHasItsProcessAndId() {
    take(
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.snapshot("progress", 1, JOB, 9_000, 80, 17, 0),
        Lines.snapshot("started", 1, JOB, 0, 80, 0, 0),
        Lines.snapshot("finished", 1, JOB, 5_000, 80, 80, 0),
        Lines.snapshot("finished", 1, JOB, 10, 80, 80, 0));

    assertThat(board.jobs())
        .extracting(JobModel::outcome)
        .containsExactly("finished", "finished", "abandoned");
  }
}
