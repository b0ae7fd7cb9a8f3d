package dev.headway.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How worker processes are run.
 *
 * @param workers how many
 * @param startTimeout how long a child may take until it is ready
 * @param grace how long a child may take to do what it was asked before it is killed
 * @param recycleAfter how many tasks a child runs before another takes its place
 * @param recycleAbove how much of its heap a child may have in use, in bytes, before another takes
 *     its place
 * @param maxResult the most bytes that a result may have in serialized form
 * @param jvm how the children are started
 * @param initializer what a child runs before its first task, or null
 * @param tagged whether each line that a child prints tells which worker and task printed it
 */
record Settings(
    int workers,
    Duration startTimeout,
    Duration grace,
    int recycleAfter,
    long recycleAbove,
    int maxResult,
    Jvm jvm,
    Parcels.@Nullable Parcel initializer,
    boolean tagged) {
  /** The share of the memory that all children together may take for their heaps, in percent. */
  static final double ALL_HEAPS = 75;

  Settings {
    if (workers < 1) {
      throw new IllegalArgumentException(
          "At least 1 worker process is needed, not " + workers + ".");
    }
  }

  static Settings of(int workers) {
    return new Settings(
        workers,
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        Integer.MAX_VALUE,
        HeapLimit.NONE,
        Bytes.LIMIT,
        Jvm.usual(),
        null,
        false);
  }

  Settings with(Jvm newJvm) {
    return new Settings(
        workers,
        startTimeout,
        grace,
        recycleAfter,
        recycleAbove,
        maxResult,
        newJvm,
        initializer,
        tagged);
  }

  Settings withStartTimeout(Duration newStartTimeout) {
    return new Settings(
        workers,
        newStartTimeout,
        grace,
        recycleAfter,
        recycleAbove,
        maxResult,
        jvm,
        initializer,
        tagged);
  }

  Settings withGrace(Duration newGrace) {
    return new Settings(
        workers,
        startTimeout,
        newGrace,
        recycleAfter,
        recycleAbove,
        maxResult,
        jvm,
        initializer,
        tagged);
  }

  Settings withRecycleAfter(int tasks) {
    return new Settings(
        workers, startTimeout, grace, tasks, recycleAbove, maxResult, jvm, initializer, tagged);
  }

  Settings withRecycleAbove(long bytes) {
    return new Settings(
        workers, startTimeout, grace, recycleAfter, bytes, maxResult, jvm, initializer, tagged);
  }

  Settings withMaxResult(int bytes) {
    return new Settings(
        workers, startTimeout, grace, recycleAfter, recycleAbove, bytes, jvm, initializer, tagged);
  }

  Settings withInitializer(Parcels.Parcel newInitializer) {
    return new Settings(
        workers,
        startTimeout,
        grace,
        recycleAfter,
        recycleAbove,
        maxResult,
        jvm,
        newInitializer,
        tagged);
  }

  Settings withTags() {
    return new Settings(
        workers,
        startTimeout,
        grace,
        recycleAfter,
        recycleAbove,
        maxResult,
        jvm,
        initializer,
        true);
  }
}
