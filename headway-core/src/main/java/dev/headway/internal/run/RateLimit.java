package dev.headway.internal.run;

/**
 * Limits how many tasks start per second: a bucket into which permits run at an even pace, and
 * which holds those of a tenth of a second. So in any time of t seconds at most n * t tasks start,
 * and those of the bucket.
 *
 * <p>Permits are given in portions, those of a millisecond, so that a high rate does not cost a
 * wake-up for each task. It is told the time and reads no clock. Safe for use by several threads.
 */
final class RateLimit {
  private static final double BUCKET_SECONDS = 0.1;
  private static final double PORTION_SECONDS = 0.001;

  private final double perNano;
  private final int portion;
  private final double bucket;

  // Guarded by this.
  private double permits;
  private long filledAt;

  /** Makes a limit whose bucket is full. */
  RateLimit(double perSecond, long now) {
    this.perNano = perSecond / 1e9;
    this.portion = (int) Math.max(1, Math.min(BatchSizer.MAX_SIZE, perSecond * PORTION_SECONDS));
    this.bucket = Math.max(portion, perSecond * BUCKET_SECONDS);
    this.permits = bucket;
    this.filledAt = now;
  }

  /** Takes a portion of permits. Returns how many these are; 0 if there is no whole portion. */
  synchronized int take(long now) {
    fill(now);
    if (permits < portion) {
      return 0;
    }
    permits -= portion;
    return portion;
  }

  /** Gives permits back that no task has used. */
  synchronized void giveBack(int count) {
    permits = Math.min(bucket, permits + count);
  }

  /** Returns the nanoseconds until there is a portion; 0 if there is one. */
  synchronized long nanosUntilNext(long now) {
    fill(now);
    return permits >= portion ? 0 : (long) Math.ceil((portion - permits) / perNano);
  }

  private void fill(long now) {
    if (now - filledAt > 0) { // Threads that read the clock at once come in any order.
      permits = Math.min(bucket, permits + (now - filledAt) * perNano);
      filledAt = now;
    }
  }
}
