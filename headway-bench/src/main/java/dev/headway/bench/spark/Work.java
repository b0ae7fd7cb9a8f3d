package dev.headway.bench.spark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What items do. */
final class Work {
  private Work() {}

  /** Sleeps for 20 to 200 ms, for each item another time, and returns how long in nanoseconds. */
  static long sleepUnevenly(int item) {
    return sleep(TimeUnit.MILLISECONDS.toNanos(unevenMillis(item)));
  }

  static long unevenMillis(int item) {
    return 20L + new SplittableRandom(item).nextInt(181);
  }

  /** Sleeps for a millisecond, and returns how long in nanoseconds. */
  static long sleepMillis(int millis) {
    return sleep(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static long sleep(long nanos) {
    long begin = System.nanoTime();
    for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - begin)) {
      LockSupport.parkNanos(left);
    }
    return System.nanoTime() - begin;
  }

  static int addOne(int item) {
    return item + 1;
  }
}
