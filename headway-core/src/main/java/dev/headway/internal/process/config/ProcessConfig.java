package dev.headway.internal.process.config;

import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.protocol.HeapLimit;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.text.ControlEscapes;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How worker processes are run.
 *
 * @param workers how many
 * @param startTimeout how long a worker may take until it is ready
 * @param grace how long a worker may take to do what it was asked before it is killed
 * @param recycleAfter how many tasks a worker runs before another takes its place
 * @param recycleAbove how much of its heap a worker may have in use, in bytes, before another takes
 *     its place
 * @param maxResult the most bytes that a result may have in serialized form
 * @param jvm how the workers are started
 * @param initializer what a worker runs before its first task, or null
 * @param tagged whether each line that a worker prints tells which worker and task printed it
 */
public record ProcessConfig(
    int workers,
    Duration startTimeout,
    Duration grace,
    int recycleAfter,
    long recycleAbove,
    long maxResult,
    JvmConfig jvm,
    FunctionCache.@Nullable SerializedFunction initializer,
    boolean tagged) {
  /** The share of the memory that all workers together may take for their heaps, in percent. */
  public static final double ALL_HEAPS = 75;

  private static final int MAX_WORKERS = 1_000_000;
  private static final Duration MAX_TIME = Duration.ofDays(1);

  /** Refuses settings that are out of range. */
  public ProcessConfig {
    require(
        workers >= 1 && workers <= MAX_WORKERS,
        "There must be 1 to " + MAX_WORKERS + " worker processes, not",
        workers);
    require(recycleAfter >= 1, "A worker process must run at least 1 task, not", recycleAfter);
    require(
        recycleAbove >= JvmConfig.MIN_HEAP,
        "A worker process must be allowed at least 8 MiB, not",
        recycleAbove);
    require(
        maxResult >= 1 && maxResult <= GrowableBuffer.LIMIT,
        "A result may have 1 byte to 1 GiB, not",
        maxResult);
    require(
        !grace.isNegative() && grace.compareTo(MAX_TIME) <= 0,
        "The grace must be between 0 and one day, not",
        grace);
    require(
        startTimeout.compareTo(Duration.ZERO) > 0 && startTimeout.compareTo(MAX_TIME) <= 0,
        "The limit of a start must be positive and at most one day, not",
        startTimeout);
  }

  private static void require(boolean possible, String otherwise, Object given) {
    if (!possible) {
      throw new IllegalArgumentException(otherwise + " " + ControlEscapes.value(given, 200) + ".");
    }
  }

  public static ProcessConfig of(int workers) {
    return new ProcessConfig(
        workers,
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        Integer.MAX_VALUE,
        HeapLimit.NONE,
        GrowableBuffer.LIMIT,
        JvmConfig.usual(),
        null,
        false);
  }

  /** A copy while it is changed: each setting but the number of workers. */
  public final class Draft {
    public Duration startTimeout = startTimeout();
    public Duration grace = grace();
    public int recycleAfter = recycleAfter();
    public long recycleAbove = recycleAbove();
    public long maxResult = maxResult();
    public JvmConfig jvm = jvm();
    public FunctionCache.@Nullable SerializedFunction initializer = initializer();
    public boolean tagged = tagged();
  }

  /** The same with a change. */
  public ProcessConfig with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return new ProcessConfig(
        workers,
        draft.startTimeout,
        draft.grace,
        draft.recycleAfter,
        draft.recycleAbove,
        draft.maxResult,
        draft.jvm,
        draft.initializer,
        draft.tagged);
  }
}
