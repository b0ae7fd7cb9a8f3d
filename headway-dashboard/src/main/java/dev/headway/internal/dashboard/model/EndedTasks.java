package dev.headway.internal.dashboard.model;

import java.util.Arrays;

/** The last tasks that were seen to end, as numbers alone: up to 100,000 in 2 MB. */
public final class EndedTasks {
  static final int MAX_TASKS = 100_000;

  private long[] indexes = new long[64];
  private int[] ends = new int[64];
  private int[] durations = new int[64];
  private short[] workers = new short[64];
  private boolean[] failures = new boolean[64];
  private long count;

  /** What is done with each task, as long as more are wanted. Times are in milliseconds. */
  public interface Reader {
    void task(long index, int worker, long begun, long ended, boolean failed);
  }

  void add(long index, int worker, long begun, long ended, boolean failed) {
    if (count == indexes.length && count < MAX_TASKS) {
      grow((int) Math.min(MAX_TASKS, count * 2));
    }
    int at = (int) (count % indexes.length);
    indexes[at] = index;
    ends[at] = narrow(ended / 10); // In hundredths of a second an int holds 248 days.
    durations[at] = narrow(Math.max(0, ended - begun));
    workers[at] = (short) Math.min(Short.MAX_VALUE, worker);
    failures[at] = failed;
    count++;
  }

  private static int narrow(long number) {
    return (int) Math.min(Integer.MAX_VALUE, number);
  }

  private void grow(int size) {
    indexes = Arrays.copyOf(indexes, size);
    ends = Arrays.copyOf(ends, size);
    durations = Arrays.copyOf(durations, size);
    workers = Arrays.copyOf(workers, size);
    failures = Arrays.copyOf(failures, size);
  }

  /** How many were added, also those that are no longer kept. */
  public long count() {
    return count;
  }

  public int kept() {
    return (int) Math.min(count, indexes.length);
  }

  /** How many of those that are kept lie in a time, at least in part. */
  public int countIn(long from, long to) {
    int[] found = new int[1];
    read(from, to, Integer.MAX_VALUE, (index, worker, begun, ended, failed) -> found[0]++);
    return found[0];
  }

  /** Reads those that lie in a time, at least in part, the latest first. */
  public void read(long from, long to, int most, Reader reader) {
    int left = most;
    for (long i = count - 1; i >= count - kept() && left > 0; i--) {
      int at = (int) (i % indexes.length);
      long ended = ends[at] * 10L;
      long begun = ended - durations[at];
      if (begun < to && ended >= from) {
        reader.task(indexes[at], workers[at], begun, ended, failures[at]);
        left--;
      }
    }
  }

  long bytes() {
    return indexes.length * 19L;
  }
}
