package dev.headway.internal.dashboard.model;

import java.util.Arrays;

/**
 * What one worker did, in buckets of equal width. Only the latest are kept; memory grows with the
 * time that they span.
 */
public final class TimeBuckets {
  /** A page asks for 1,000 at most. With twice as many one job of 128 workers takes all memory. */
  static final int MAX_BUCKETS = 1_024;

  static final int BUSY = 0;
  static final int DEAD = 1;
  static final int ENDED = 2;
  static final int FAILED = 3;
  static final int LONGEST = 4;
  private static final int FIELDS = 5;

  private final long width;
  private int[] values = new int[16 * FIELDS];
  private long last = -1;

  /** Makes one without anything. The width is in milliseconds. */
  TimeBuckets(long width) {
    this.width = width;
  }

  long width() {
    return width;
  }

  /** The beginning of the oldest bucket that is kept, in milliseconds. */
  long keptFrom() {
    return firstKept() * width;
  }

  private long firstKept() {
    return Math.max(0, last + 1 - MAX_BUCKETS);
  }

  long bytes() {
    return values.length * 4L;
  }

  /** Adds a span to each bucket that it lies in. */
  void addSpan(int field, long from, long to) {
    if (to <= from) {
      return;
    }
    reach((to - 1) / width);
    for (long bucket = Math.max(from, keptFrom()) / width; bucket * width < to; bucket++) {
      long begin = Math.max(from, bucket * width);
      long end = Math.min(to, (bucket + 1) * width);
      int at = slot(bucket) + field;
      values[at] = (int) Math.min(width, values[at] + end - begin);
    }
  }

  /** Counts one. */
  void count(int field, long at) {
    int slot = slotAt(at);
    if (slot >= 0) {
      values[slot + field]++;
    }
  }

  /** Notes a duration in milliseconds if none in its bucket was longer. */
  void longest(long at, long millis) {
    int slot = slotAt(at);
    if (slot >= 0) {
      int most = (int) Math.min(Integer.MAX_VALUE, millis);
      values[slot + LONGEST] = Math.max(values[slot + LONGEST], most);
    }
  }

  /** The value of a field in a bucket, by its number; 0 if it is not kept. */
  int get(int field, long bucket) {
    return bucket > last || bucket < firstKept() ? 0 : values[slot(bucket) + field];
  }

  /** The sum of a field in several buckets, or its greatest value if it is a duration. */
  int get(int field, long bucket, long count) {
    int all = 0;
    long end = Math.min(bucket + count, last + 1);
    for (long each = Math.max(bucket, firstKept()); each < end; each++) {
      int value = get(field, each);
      all = field == LONGEST ? Math.max(all, value) : all + value;
    }
    return all;
  }

  private int slotAt(long at) {
    long bucket = Math.max(0, at) / width;
    reach(bucket);
    return bucket * width < keptFrom() ? -1 : slot(bucket);
  }

  private int slot(long bucket) {
    return (int) (bucket % (values.length / FIELDS)) * FIELDS;
  }

  /** Makes room up to a bucket, and forgets what it takes the place of. */
  private void reach(long bucket) {
    if (bucket <= last) {
      return;
    }
    grow(Math.min(bucket + 1, MAX_BUCKETS));
    int capacity = values.length / FIELDS;
    for (long next = Math.max(last + 1, bucket - capacity + 1); next <= bucket; next++) {
      int slot = slot(next);
      Arrays.fill(values, slot, slot + FIELDS, 0);
    }
    last = bucket;
  }

  /** Until it is full nothing is overwritten, so each bucket still stands at its number. */
  private void grow(long needed) {
    int capacity = values.length / FIELDS;
    while (capacity < needed) {
      capacity *= 2;
    }
    if (capacity * FIELDS > values.length) {
      values = Arrays.copyOf(values, capacity * FIELDS);
    }
  }
}
