package dev.headway.internal.process.config;

import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.protocol.HeapLimit;
import dev.headway.internal.process.wire.GrowableBuffer;
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
    int maxResult,
    JvmConfig jvm,
    FunctionCache.@Nullable SerializedFunction initializer,
    boolean tagged) {
  /** The share of the memory that all workers together may take for their heaps, in percent. */
  public static final double ALL_HEAPS = 75;

  public ProcessConfig {
    if (workers < 1) {
      throw new IllegalArgumentException(
          "At least 1 worker process is needed, not " + workers + ".");
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
    public int maxResult = maxResult();
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
