package dev.headway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.RunReport;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.work.Outcome;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What is known of a run when it is over, from three sides that have to agree.
 *
 * @param outcomes what the caller was given, of each input that was taken
 * @param report the numbers of the run
 * @param row the last numbers of the bar
 * @param nanos how long the caller had to wait
 */
record Account<A, B>(
    List<? extends Outcome<? extends A, ? extends B>> outcomes,
    RunReport report,
    Row row,
    long nanos) {

  /** Each input has one end, and all sides count the same. */
  Account<A, B> agreed() {
    assertThat(outcomes)
        .extracting(Outcome::index)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, report.taken()).boxed().toList());
    Counts counts = report.counts();
    assertThat(counts)
        .isEqualTo(
            new Counts(
                count(Outcome.Success.class),
                count(Outcome.Failure.class),
                count(Outcome.TimedOut.class),
                count(Outcome.Crashed.class),
                count(Outcome.Cancelled.class),
                counts.retried()));
    agreed(report, row);
    return this;
  }

  /** The same for a run whose outcomes were not all asked for. */
  static void agreed(RunReport report, Row row) {
    agreed(report, row, false);
  }

  /** The same; the last row may speak of tasks that a run did not wait for any longer. */
  static void agreed(RunReport report, Row row, boolean gaveUp) {
    Counts counts = report.counts();
    assertThat(counts.settled() + counts.cancelled()).isEqualTo(report.taken());
    assertThat(row.counts()).isEqualTo(report.counts());
    assertThat(row.state()).isNotEqualTo(Row.State.RUNNING);
    assertThat(row.running()).isBetween(0, gaveUp ? Scene.WORKERS : 0);
  }

  private long count(Class<?> end) {
    return outcomes.stream().filter(end::isInstance).count();
  }

  Outcome<? extends A, ? extends B> of(long index) {
    return outcomes.stream().filter(one -> one.index() == index).findFirst().orElseThrow();
  }

  /** All others have succeeded; the answer is the end of the one. */
  Outcome<? extends A, ? extends B> onlyFaulty(long index, int inputs) {
    assertThat(report.taken()).isEqualTo(inputs);
    assertThat(outcomes)
        .filteredOn(one -> !one.succeeded())
        .extracting(Outcome::index)
        .containsExactly(index);
    return of(index);
  }
}
