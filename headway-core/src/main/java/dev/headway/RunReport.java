package dev.headway;

import dev.headway.internal.run.RunNumbers;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.progress.Accuracy;
import dev.headway.progress.ClusterUse;
import dev.headway.progress.Counts;
import dev.headway.progress.Utilization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a run: see {@link Results#report()}. Immutable.
 *
 * <pre>{@code
 * results.outcomes().forEach(one -> note(one));
 * System.err.println(results.report().counts().failed() + " failed: " + results.report().errors());
 * }</pre>
 */
public final class RunReport {

  /** The numbers of a report. The method of the same name in {@link RunReport} describes each. */
  private record Values(
      long taken,
      Counts counts,
      Duration elapsed,
      List<SlowTask> slowest,
      int stuckThreads,
      int replacedWorkers,
      int withdrawnWorkers,
      Map<String, Long> errors,
      @Nullable Utilization utilization,
      @Nullable Accuracy accuracy,
      boolean journalComplete,
      @Nullable ClusterUse cluster) {}

  private final Values values;

  private RunReport(Values values) {
    this.values = values;
  }

  static RunReport of(RunNumbers run) {
    List<SlowTask> slowest =
        run.slowest().stream()
            .map(each -> new SlowTask(each.index(), each.input(), Duration.ofNanos(each.nanos())))
            .toList();
    return new RunReport(
        new Values(
            run.taken(),
            run.counts(),
            run.elapsed(),
            slowest,
            run.stuckThreads(),
            run.replacedWorkers(),
            run.withdrawnWorkers(),
            run.errors(),
            run.utilization(),
            run.accuracy(),
            run.journalComplete(),
            run.cluster()));
  }

  /** {@return how many inputs were taken from the source} */
  public long taken() {
    return values.taken();
  }

  /**
   * {@return what became of the inputs; when the run is over their sum is {@link #taken()}, and
   * what {@link Job#alreadyDone(long)} says}
   */
  public Counts counts() {
    return values.counts();
  }

  /**
   * {@return the time from the beginning to the end, or until now, in which this program could run:
   * a stop of it, as by Ctrl-Z, does not count}
   */
  public Duration elapsed() {
    return values.elapsed();
  }

  /** {@return the tasks that took longest, at most five, the longest first} */
  public List<SlowTask> slowest() {
    return values.slowest();
  }

  /**
   * {@return how many threads were given up because their task did not end, though it was
   * interrupted; each may still use its processor}
   */
  public int stuckThreads() {
    return values.stuckThreads();
  }

  /**
   * {@return how many worker processes were replaced during the run: they had died, were killed for
   * a timeout, or had done their share; if the pool had several runs, each counts them all}
   */
  public int replacedWorkers() {
    return values.replacedWorkers();
  }

  /**
   * {@return how many workers were taken out of service because they failed where others succeeded;
   * a task that such a worker could not begin ran elsewhere}
   */
  public int withdrawnWorkers() {
    return values.withdrawnWorkers();
  }

  /**
   * {@return what failed, by the class of the exception and how often, the most frequent first;
   * only the last attempt at each task counts}
   */
  public Map<String, Long> errors() {
    return values.errors();
  }

  /**
   * {@return what the workers did with their time; null if no view showed the run, or if it was too
   * short to tell}
   */
  public @Nullable Utilization utilization() {
    return values.utilization();
  }

  /**
   * {@return how good the prediction was, if it came to its end; null as {@link #utilization()}}
   */
  public @Nullable Accuracy accuracy() {
    return values.accuracy();
  }

  /**
   * {@return false if the job's journal could not be written, as on a full disk, or was changed by
   * something else, so that some of what was done will run again; else true}
   */
  public boolean journalComplete() {
    return values.journalComplete();
  }

  /** {@return what the run had of its cluster; null if it ran on this machine alone} */
  public @Nullable ClusterUse cluster() {
    return values.cluster();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RunReport report && values.equals(report.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Returns the same text as a record. */
  @Override
  public String toString() {
    return values.toString().replaceFirst("Values", "RunReport");
  }

  /**
   * A task that took long.
   *
   * @param index the place of its input in the source, from 0
   * @param input the text of its input when the report was made, at most 200 characters; such as
   *     {@code <Order: toString() takes too long>} if it has none
   * @param took how long it ran on its worker. Stops of this program do not count; the time in
   *     which it waited for a reader of its output does. Tiny tasks whose results come from a
   *     worker process together share the time that they took
   */
  public record SlowTask(long index, String input, Duration took) {

    /** Returns the same text as a record, with control characters of the input made visible. */
    @Override
    public String toString() {
      return ControlEscapes.record(this);
    }
  }
}
