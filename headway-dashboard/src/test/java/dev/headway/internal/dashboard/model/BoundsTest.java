package dev.headway.internal.dashboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.dashboard.Lines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What old jobs give up, so that new ones have room. */
class BoundsTest {
  private static final String SOURCE = "4711.sock";
  private static final String JOB = "thumbnails";
  private static final int FAILURES = 1_000;

  /** Failures of two of these jobs fill it. */
  private final Board board = new Board(2 * FAILURES * 250);

  private JobModel start(int id, int failures) {
    return start(board, id, failures);
  }

  private static JobModel start(Board all, int id, int failures) {
    all.accept(SOURCE, Lines.snapshot("started", id, JOB, 0, 80, 0, 0));
    for (int n = 0; n < failures; n++) {
      all.accept(SOURCE, Lines.failed(id, JOB, n, n, "in", 0, "x.Y: z"));
    }
    return all.jobs().stream().filter(each -> each.id() == id).findFirst().orElseThrow();
  }

  private JobModel end(int id) {
    JobModel job = start(id, FAILURES);
    board.accept(SOURCE, Lines.snapshot("finished", id, JOB, 2_000, 80, 0, FAILURES));
    return job;
  }

  @Test
  void shouldGiveUpTheFailuresOfOldEndedJobsBeforeDetailsOfThoseThatRun() {
    JobModel first = end(1);
    JobModel second = end(2);
    end(3);
    JobModel latest = start(4, 100);

    board.tidy();

    assertThat(first.failures().areGivenUp()).isTrue();
    assertThat(first.failures().first()).isEmpty();
    assertThat(first.failures().count()).isEqualTo(FAILURES);
    assertThat(first.failures().classes()).containsEntry("x.Y", (long) FAILURES);
    assertThat(second.failures().areGivenUp()).isTrue();
    assertThat(latest.detail()).isNotNull();
    assertThat(latest.failures().first()).hasSize(100);
  }

  @Test
  void shouldBoundTheFailuresOfJobsThatRunToo() {
    JobModel first = start(1, FAILURES);
    JobModel second = start(2, FAILURES);
    start(3, FAILURES);
    JobModel latest = start(4, 100);

    board.tidy();

    assertThat(first.failures().areGivenUp()).isTrue();
    assertThat(second.failures().areGivenUp()).isTrue();
    assertThat(latest.detail()).isNotNull();
    assertThat(latest.failures().first()).hasSize(100);

    board.accept(SOURCE, Lines.failed(1, JOB, 9_000, 9_000, "in", 0, "x.Y: z"));

    assertThat(first.failures().first()).isEmpty();
    assertThat(first.failures().count()).isEqualTo(FAILURES + 1);
  }

  /** Each line takes some 900 bytes. */
  private static void print(Board all, String source, String first, int lines) {
    for (int n = 0; n < lines; n++) {
      all.accept(source, Lines.printed(0, "out", first + n + ".".repeat(390), 0));
    }
  }

  private static List<String> printed(ProcessModel source) {
    return source.printed().latest().stream().map(line -> line.text().split("\\.")[0]).toList();
  }

  @Test
  void shouldDropTheOldestPrintedLinesOfAllPrograms() {
    Board all = new Board(6 * 10 * 1_000);
    print(all, "first", "a", 4);
    print(all, "second", "b", 4);
    print(all, "first", "c", 4);
    List<ProcessModel> sources = List.copyOf(all.sources());

    List<String> first = printed(sources.get(0));
    List<String> second = printed(sources.get(1));

    assertThat(first).as("the latest first").startsWith("c3", "c2", "c1", "c0");
    assertThat(second).as("the latest first").startsWith("b3", "b2", "b1", "b0");
    assertThat(first).doesNotContain("a0");
    assertThat(sources.get(0).printed().areGivenUp()).isTrue();
    assertThat(sources.get(1).printed().areGivenUp()).isFalse();
    assertThat(sources.get(0).printed().count()).isEqualTo(8);
  }

  @Test
  void shouldLeaveLessMemoryToJobsWhereMuchIsPrinted() {
    Board all = new Board(start(new Board(), 1, FAILURES).bytes() + 1_000);
    JobModel job = start(all, 1, FAILURES);
    all.tidy();
    assertThat(job.detail()).isNotNull();

    print(all, SOURCE, "a", 2);
    all.tidy();

    assertThat(job.detail()).isNull();
  }

  @Test
  void shouldKeepTheMemoryOfManyProgramsThatPrintInItsBound() {
    Board all = new Board();
    for (int n = 0; n < 60; n++) {
      print(all, "source " + n, "x", PrintedLines.MAX_LINES);
    }

    long bytes = all.sources().stream().mapToLong(each -> each.printed().bytes()).sum();

    assertThat(bytes).isBetween(3L << 20, 4L << 20);
  }

  @Test
  void shouldKeepTheLanesOfOneLongJobWithManyWorkers() {
    Board all = new Board();
    JobModel job = start(all, 1, 0);
    for (int millis = 0; millis <= 15_000_000; millis += 100_000) {
      double[][] tasks = new double[Lanes.MAX_LANES][];
      for (int worker = 0; worker < tasks.length; worker++) {
        tasks[worker] = new double[] {millis + worker, worker, 100};
      }
      all.accept(SOURCE, Lines.snapshot("progress", 1, JOB, millis, 80, 0, 0));
      all.accept(SOURCE, Lines.running(1, JOB, millis, tasks));
      all.tidy();
    }

    assertThat(job.detail()).isNotNull();
  }

  @Test
  void shouldBoundTheNumbersOverTimeOfManyJobs() {
    Board all = new Board(400_000);
    for (int id = 1; id <= 20; id++) {
      for (int n = 0; n < Series.MAX_POINTS; n++) {
        all.accept(SOURCE, Lines.snapshot("progress", id, JOB, n * 1_000, 80, n, 0));
      }
    }

    all.tidy();

    int points = all.jobs().stream().mapToInt(job -> job.series().all().size()).sum();
    assertThat(points * 130).isLessThan(400_000);
    assertThat(all.jobs())
        .extracting(job -> job.series().all())
        .allSatisfy(
            each -> {
              assertThat(each).hasSizeGreaterThan(30);
              assertThat(each.get(0).ended()).isZero();
              assertThat(each.get(each.size() - 1).ended()).isEqualTo(999);
            });
  }
}
