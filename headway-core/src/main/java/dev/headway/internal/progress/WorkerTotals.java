package dev.headway.internal.progress;

import dev.headway.internal.estimate.data.Observation;
import dev.headway.progress.Counts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of a job have done together. Used by the thread that takes snapshots, which
 * reads them anew for each.
 */
final class WorkerTotals {
  private static final long NEVER = Long.MIN_VALUE;

  private final List<WorkerCounters> workers;
  private final int slots;

  /** When each worker was first seen to have begun a task. */
  private long[] begun;

  /** The weight of the tasks that ended. */
  long weight;

  /** The time that ended tasks took. */
  long busyNanos;

  /** The sum of the squares of these times. */
  double busySquares;

  /** How many workers have begun a task, of those that can run at once. */
  int up;

  /** The time since each of them did, added up. */
  long upNanos;

  /** How many workers that have a task show no activity. */
  int stalled;

  List<Observation.Running> running = List.of();

  /** What ended since the last snapshot. */
  List<Observation.Ended> ended = List.of();

  /**
   * @param slots how many of the workers can have a task at once
   */
  WorkerTotals(List<WorkerCounters> workers, int slots) {
    this.workers = workers;
    this.slots = slots;
    this.begun = new long[workers.size()];
    Arrays.fill(begun, NEVER);
  }

  void read(long now) {
    weight = 0;
    busyNanos = 0;
    busySquares = 0;
    up = 0;
    upNanos = 0;
    stalled = 0;
    running = new ArrayList<>();
    ended = new ArrayList<>();
    int known = begun.length;
    begun = Arrays.copyOf(begun, workers.size()); // Perhaps more by now.
    Arrays.fill(begun, known, begun.length, NEVER);
    for (int i = 0; i < begun.length; i++) {
      read(i, workers.get(i), now);
    }
    if (up > slots) { // Some have had their turn in the slots of others.
      upNanos = (long) ((double) upNanos * slots / up);
      up = slots;
    }
  }

  /** How many ended, and how, at this instant, besides what was counted elsewhere. Any thread. */
  Counts counts(long succeededElsewhere, long before) {
    long succeeded = succeededElsewhere;
    long failed = 0;
    long timedOut = 0;
    long crashed = 0;
    long retried = 0;
    for (WorkerCounters counters : workers) {
      succeeded += counters.succeeded();
      failed += counters.failed();
      timedOut += counters.timedOut();
      crashed += counters.crashed();
      retried += counters.retries();
    }
    return new Counts(succeeded, failed, timedOut, crashed, 0, retried, before);
  }

  /** The counts of a run that took so many inputs and waits for none of them any more. */
  static Counts cancelled(Counts ended, long taken) {
    return new Counts(
        ended.succeeded(),
        ended.failed(),
        ended.timedOut(),
        ended.crashed(),
        Math.max(0, taken - ended.ended()),
        ended.retried(),
        ended.before());
  }

  /** What an estimator is told of these totals and of what the tracker knows beside them. */
  Observation observation(
      long elapsed,
      long settled,
      @Nullable Long count,
      long done,
      @Nullable Long total,
      long timed) {
    return new Observation(
        elapsed, settled, count, done, total, timed, busyNanos, slots, up, upNanos, running, ended);
  }

  private void read(int worker, WorkerCounters counters, long now) {
    weight += counters.weight();
    busyNanos += counters.busyNanos();
    busySquares += counters.busySquares();
    counters.ended(ended);
    stalled += counters.stalled(now) ? 1 : 0;
    long amount = counters.running();
    if (amount >= 0) {
      running.add(
          new Observation.Running(counters.index(), amount, Math.max(0, now - counters.since())));
    }
    if (begun[worker] == NEVER && counters.begun()) {
      begun[worker] = Math.min(now, counters.since());
    }
    if (begun[worker] != NEVER) {
      up++;
      upNanos += now - begun[worker];
    }
  }
}
