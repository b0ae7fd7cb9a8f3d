package dev.headway.cli.report;

import java.util.Arrays;

/**
 * When each entry ran, and in which lane: on the worker that ran it if that is known, else in the
 * first lane that was free. No two entries of a lane overlap. Long times in which nothing ran are
 * cut out, which {@link Pauses} tells. Immutable.
 */
final class Timeline {
  /** No lane: it is not known when this ran, or it did not end. */
  static final int NO_LANE = -1;

  private final byte[] outcomes;
  private final boolean[] retried;
  private final int[] order;
  private final long[] starts;
  private final long[] ends;
  private final int[] lanes;
  private final Lanes use;
  private final Pauses pauses;

  private Timeline(Builder from, int[] order, Pauses pauses, Lanes use) {
    outcomes = from.outcomes;
    retried = from.retried;
    starts = from.starts;
    ends = from.ends;
    lanes = from.lanes;
    this.order = order;
    this.pauses = pauses;
    this.use = use;
  }

  /** Collects entries. They keep their numbers: the first is 0. */
  static final class Builder {
    private static final int FEW = 1024;

    private int size;
    private byte[] outcomes = new byte[FEW];
    private boolean[] retried = new boolean[FEW];
    private long[] starts = new long[FEW];
    private long[] ends = new long[FEW];
    private int[] lanes = new int[FEW];
    private int timed;

    void add(TaskEntry entry) {
      if (size == outcomes.length) {
        int more = size + size / 2;
        outcomes = Arrays.copyOf(outcomes, more);
        retried = Arrays.copyOf(retried, more);
        starts = Arrays.copyOf(starts, more);
        ends = Arrays.copyOf(ends, more);
        lanes = Arrays.copyOf(lanes, more);
      }
      outcomes[size] = (byte) entry.outcome().ordinal();
      retried[size] = entry.retried();
      boolean isTimed = entry.isTimed();
      starts[size] = entry.startMicros();
      ends[size] = isTimed ? entry.endMicros() : TaskEntry.UNKNOWN;
      lanes[size] = entry.slot();
      timed += isTimed ? 1 : 0;
      size++;
    }

    /**
     * Puts all into lanes.
     *
     * @param toleranceMicros by how much times may be off
     */
    Timeline build(long toleranceMicros) {
      int[] order = new int[timed];
      int next = 0;
      for (int i = 0; i < size; i++) {
        if (ends[i] == TaskEntry.UNKNOWN) {
          lanes[i] = NO_LANE;
        } else {
          order[next++] = i;
        }
      }
      Sorting.byKey(order, starts);
      Pauses pauses = Pauses.cut(order, starts, ends);
      Lanes use = Lanes.assign(order, starts, ends, lanes, toleranceMicros);
      return new Timeline(this, order, pauses, use);
    }
  }

  /** How many entries are in lanes. */
  int size() {
    return order.length;
  }

  /** The entry that began as the n-th. */
  int entry(int n) {
    return order[n];
  }

  /** When an entry began, in microseconds since the first, without what is cut out. */
  long start(int entry) {
    return starts[entry];
  }

  /** When it ended. */
  long end(int entry) {
    return ends[entry];
  }

  int lane(int entry) {
    return lanes[entry];
  }

  TaskOutcome outcome(int entry) {
    return TaskOutcome.values()[outcomes[entry]];
  }

  boolean isRetried(int entry) {
    return retried[entry];
  }

  Lanes lanes() {
    return use;
  }

  Pauses pauses() {
    return pauses;
  }

  /** From the first begin to the last end, without what is cut out. */
  long length() {
    return use.end();
  }
}
