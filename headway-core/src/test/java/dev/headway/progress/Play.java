package dev.headway.progress;

import dev.headway.internal.estimate.Estimate;
import dev.headway.internal.estimate.ScheduleEstimator;
import dev.headway.internal.estimate.TimeRange;
import dev.headway.internal.estimate.data.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/**
 * A job as an estimator sees it: tasks of given durations on workers that take the next one when
 * they are free, looked at ten times a second. Times are in milliseconds.
 */
public final class Play {
  private final LongUnaryOperator durations;
  private final int tasks;
  private final int workers;

  private LongUnaryOperator weights = index -> 1;
  private LongUnaryOperator readyAt = worker -> 0;
  private long gap;
  private long skipped;

  public Play(int tasks, int workers, LongUnaryOperator durations) {
    this.tasks = tasks;
    this.workers = workers;
    this.durations = durations;
  }

  public Play weights(LongUnaryOperator ofIndex) {
    weights = ofIndex;
    return this;
  }

  public Play readyAt(LongUnaryOperator ofWorker) {
    readyAt = ofWorker;
    return this;
  }

  /** A worker waits for so long before it takes the next. */
  public Play gap(long millis) {
    gap = millis;
    return this;
  }

  /** So many were settled at once because they had been done before. */
  public Play skipped(long count) {
    skipped = count;
    return this;
  }

  private record Span(int index, int worker, long start, long end) {}

  private List<Span> schedule() {
    long[] free = new long[workers];
    for (int i = 0; i < workers; i++) {
      free[i] = readyAt.applyAsLong(i);
    }
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      int first = 0;
      for (int w = 1; w < workers; w++) {
        first = free[w] < free[first] ? w : first;
      }
      long end = free[first] + durations.applyAsLong(i);
      spans.add(new Span(i, first, free[first], end));
      free[first] = end + gap;
    }
    return spans;
  }

  /** How long it takes in all. */
  public long whole() {
    return schedule().stream().mapToLong(Span::end).max().orElse(0);
  }

  /** What an estimator says that has watched up to a time. */
  public Estimate at(ScheduleEstimator estimator, long millis) {
    List<Span> spans = schedule();
    Estimate said = new Estimate(null, null);
    long before = -1;
    for (long now = 0; now <= millis; now += 100) {
      said = estimator.observe(observation(spans, before, now));
      before = now;
    }
    return said;
  }

  /** The same, where something must be said; a new standard estimator watches. */
  public TimeRange forecastAt(long millis) {
    return Objects.requireNonNull(at(new ScheduleEstimator(), millis).rest());
  }

  private Observation observation(List<Span> spans, long before, long now) {
    long settled = skipped;
    long done = skipped;
    long total = skipped;
    long busy = 0;
    long[] since = new long[workers];
    Arrays.fill(since, -1);
    List<Observation.Running> running = new ArrayList<>();
    List<Observation.Ended> ended = new ArrayList<>();
    for (Span span : spans) {
      long weight = weights.applyAsLong(span.index);
      total += weight;
      if (span.start <= now && since[span.worker] < 0) {
        since[span.worker] = span.start;
      }
      if (span.end <= now) {
        settled++;
        done += weight;
        busy += span.end - span.start;
        if (span.end > before) {
          ended.add(
              new Observation.Ended(skipped + span.index, weight, nanos(span.end - span.start)));
        }
      } else if (span.start <= now) {
        running.add(new Observation.Running(skipped + span.index, weight, nanos(now - span.start)));
      }
    }
    int up = (int) Arrays.stream(since).filter(time -> time >= 0).count();
    long upTime = Arrays.stream(since).filter(time -> time >= 0).map(time -> now - time).sum();
    return new Observation(
        nanos(now),
        settled,
        skipped + (long) tasks,
        done,
        total,
        settled - skipped,
        nanos(busy),
        workers,
        up,
        nanos(upTime),
        running,
        ended);
  }

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }
}
