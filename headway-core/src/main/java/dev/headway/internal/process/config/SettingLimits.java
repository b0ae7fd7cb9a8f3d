package dev.headway.internal.process.config;

import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.text.ControlEscapes;
import java.time.Duration;

/** Refuses settings of worker processes that are out of range. */
public final class SettingLimits {
  private static final long MIN_HEAP = 8L << 20;
  private static final Duration MAX_TIME = Duration.ofDays(1);

  private SettingLimits() {}

  public static void checkHeap(long bytes) {
    require(bytes >= MIN_HEAP, "A worker process needs a heap of at least 8 MiB, not", bytes);
  }

  public static void checkRecycleAfter(int tasks) {
    require(tasks >= 1, "A worker process must run at least 1 task, not", tasks);
  }

  public static void checkRecycleAbove(long bytes) {
    require(bytes >= MIN_HEAP, "A worker process must be allowed at least 8 MiB, not", bytes);
  }

  public static void checkMaxResult(long bytes) {
    require(
        bytes >= 1 && bytes <= GrowableBuffer.LIMIT,
        "A result may have 1 byte to 1 GiB, not",
        bytes);
  }

  public static void checkGrace(Duration grace) {
    require(
        !grace.isNegative() && grace.compareTo(MAX_TIME) <= 0,
        "The grace must be between 0 and one day, not",
        grace);
  }

  public static void checkStartTimeout(Duration limit) {
    require(
        limit.compareTo(Duration.ZERO) > 0 && limit.compareTo(MAX_TIME) <= 0,
        "The limit of a start must be positive and at most one day, not",
        limit);
  }

  private static void require(boolean possible, String otherwise, Object given) {
    if (!possible) {
      throw new IllegalArgumentException(otherwise + " " + ControlEscapes.value(given, 200) + ".");
    }
  }
}
