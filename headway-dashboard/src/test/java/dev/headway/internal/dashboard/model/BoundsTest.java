package dev.headway.internal.dashboard.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.dashboard.Lines;
import org.junit.jupiter.api.Test;

/** What old jobs give up, so that new ones have room. */
class BoundsTest {
  private static final String SOURCE = "4711.sock";
  private static final String JOB = "thumbnails";
  private static final int FAILURES = 1_000;

  /** Failures of two of these jobs fill it. */
  private final Board board = new Board(2 * FAILURES * 250);

  private JobModel start(int id, int failures) {
    board.accept(SOURCE, Lines.snapshot("started", id, JOB, 0, 80, 0, 0));
    for (int n = 0; n < failures; n++) {
      board.accept(SOURCE, Lines.failed(id, JOB, n, n, "in", 0, "x.Y: z"));
    }
    return board.jobs().stream().filter(each -> each.id() == id).findFirst().orElseThrow();
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
}
