package dev.headway.internal.terminal.report;

import dev.headway.internal.terminal.format.Formats;
import dev.headway.progress.Row;
import dev.headway.progress.Summary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches for workers that are idle at the end of a job, since a few long inputs came last. Says
 * what it would have been if the longest inputs had come first: the work, shared by all workers,
 * but no less than the longest input. Used by one thread.
 */
public final class IdleTail {
  private static final long MIN_NANOS = 2_000_000_000L;

  /** A smaller gain is not worth the advice. */
  private static final double MIN_GAIN = 0.15;

  private static final class Tail {
    private int workers;
    private int inputs;
    private long begun = -1;
    private long seen;

    /** The time that workers were idle since then, added up. */
    private double idle;

    void see(Row row) {
      idle += (double) (workers - row.running()) * (row.elapsedNanos() - seen);
      seen = row.elapsedNanos();
      workers = Math.max(workers, row.running());
      Long total = row.total();
      boolean all = total != null && row.counts().settled() + row.running() >= total;
      if (!all || row.running() > workers / 2) {
        begun = -1;
      } else if (begun < 0) {
        begun = row.elapsedNanos();
        idle = 0;
        inputs = row.running();
      }
    }
  }

  private Map<Long, Tail> tails = new HashMap<>();

  /** Looks at the rows of a snapshot. */
  public void watch(List<Row> rows) {
    Map<Long, Tail> next = new HashMap<>();
    for (Row row : rows) {
      Tail tail = tails.getOrDefault(row.id(), new Tail());
      if (row.state() == Row.State.RUNNING) {
        tail.see(row);
      }
      next.put(row.id(), tail);
    }
    tails = next;
  }

  /** Returns the advice for a job that has ended; empty if there is none. */
  public String advice(Row row, Summary summary) {
    Tail tail = tails.get(row.id());
    if (tail == null || tail.begun < 0 || tail.inputs == 0 || summary.slowest().isEmpty()) {
      return "";
    }
    long took = row.elapsedNanos() - tail.begun;
    long longest = summary.slowest().get(0).nanos();
    double shared = row.elapsedNanos() - tail.idle / tail.workers;
    long best = Math.max(longest, (long) shared);
    boolean pays = row.elapsedNanos() - best >= MIN_GAIN * row.elapsedNanos();
    if (took < MIN_NANOS || !pays) {
      return "";
    }
    return (tail.inputs == 1 ? "1 input" : tail.inputs + " inputs")
        + " kept "
        + (tail.workers - tail.inputs)
        + " of "
        + tail.workers
        + " workers idle for "
        + Formats.elapsed(took)
        + "; longest first: about "
        + Formats.elapsed(best)
        + " instead of "
        + Formats.elapsed(row.elapsedNanos());
  }
}
