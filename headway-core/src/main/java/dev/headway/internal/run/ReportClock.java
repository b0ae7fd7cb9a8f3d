package dev.headway.internal.run;

import dev.headway.progress.Ticker;

/**
 * Tells when the tasks of a batch began and ended, by when its worker reported them: when one ends,
 * the next begins. Tasks that are reported together share the time since the last report.
 */
final class ReportClock {
  private final Ticker clock;
  private final long begunAt;
  private long lastReport;
  private long waitedNanos;

  /** How many reports of a group are still to come, when it arrived, and the time of each. */
  private int arrivedTogether;

  private long arrivedAt;
  private long share;

  ReportClock(Ticker clock) {
    this.clock = clock;
    this.begunAt = clock.nanoTime();
    this.lastReport = begunAt;
  }

  /** Returns the time of the last report; before the first one the time of the dispatch. */
  long lastReport() {
    return lastReport;
  }

  /** Begins anew: until so many nanoseconds ago nothing ran. */
  void restart(long ago) {
    lastReport = Math.max(lastReport, clock.nanoTime() - ago);
    waitedNanos = lastReport - begunAt;
  }

  /** Returns the time of the dispatch. */
  long begunAt() {
    return begunAt;
  }

  /** Returns how long nothing ran where the batch is performed, after the dispatch. */
  long waitedNanos() {
    return waitedNanos;
  }

  /** Notes that the reports of several tasks follow. */
  void arrived(int count) {
    arrivedTogether = count;
    arrivedAt = clock.nanoTime();
    share = (arrivedAt - lastReport) / count;
  }

  /** Notes a report. Returns its time. */
  long report() {
    if (arrivedTogether == 0) {
      lastReport = clock.nanoTime();
    } else {
      arrivedTogether--;
      lastReport = arrivedTogether == 0 ? arrivedAt : lastReport + share;
    }
    return lastReport;
  }
}
