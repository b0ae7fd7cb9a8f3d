package dev.headway.process;

import java.time.Duration;
import java.util.List;

/**
 * How worker processes are run.
 *
 * @param workers how many
 * @param startTimeout how long a child may take until it says hello
 * @param grace how long a child may take to do what it was asked before it is killed
 * @param heapPercentage the largest heap of each child, as a share of the machine's memory
 * @param options of the child's JVM, after those that Headway gives
 */
record Settings(
    int workers,
    Duration startTimeout,
    Duration grace,
    double heapPercentage,
    List<String> options) {
  /** The share of the memory that all children together may take for their heaps. */
  private static final double ALL_HEAPS = 75;

  Settings {
    if (workers < 1) {
      throw new IllegalArgumentException(
          "At least 1 worker process is needed, not " + workers + ".");
    }
    options = List.copyOf(options);
  }

  static Settings of(int workers) {
    return new Settings(
        workers,
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        ALL_HEAPS / Math.max(1, workers),
        List.of());
  }
}
