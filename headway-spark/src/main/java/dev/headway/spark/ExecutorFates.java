package dev.headway.spark;

import dev.headway.spark.ExecutorFacts.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/**
 * Whether the executors of tasks live, and whether the system has ended those that do not: a
 * machine goes, a container is told to end, another job has precedence. Then no task is at fault.
 * Spark says so a moment after it has taken an executor from its list. Safe for use by several
 * threads.
 */
final class ExecutorFates extends SparkListener {
  /**
   * How long Spark's word is waited for. Its listeners may be busy, and it may drop one of many.
   */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final int MAX_KEPT = 10_000;

  /** As a shell counts the signal TERM, by which systems ask for an end. */
  private static final Pattern TERMINATED = Pattern.compile("(?:code|status):? ?143\\b");

  private static final String SILENT = "heartbeat timed out";

  /** What has become of an executor. */
  enum Fate {
    LIVES,
    /** It is gone, and Spark does not say yet why. */
    UNKNOWN,
    /** The system has ended it. */
    ENDED,
    /** It has died, perhaps of a task. */
    DIED
  }

  private final Predicate<String> isAlive;
  private final boolean inExecutor;
  private final LongSupplier clock;

  // Guarded by this.
  private final Map<Long, Fate> told = bounded();
  private final Map<Long, Long> askedSince = bounded();

  /**
   * @param isAlive whether the executor of a name lives
   * @param inExecutor whether tasks run in the JVMs of executors
   * @param clock tells the time, in nanoseconds
   */
  ExecutorFates(Predicate<String> isAlive, boolean inExecutor, LongSupplier clock) {
    this.isAlive = isAlive;
    this.inExecutor = inExecutor;
    this.clock = clock;
  }

  private static <V> Map<Long, V> bounded() {
    return new LinkedHashMap<>() {
      @java.io.Serial private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
        return size() > MAX_KEPT;
      }
    };
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExecutorLostFailure lost) {
      String reason = lost.reason().isDefined() ? lost.reason().get() : "";
      tell(end.taskInfo().taskId(), lost.exitCausedByApp(), reason);
    }
  }

  /**
   * Notes why Spark has lost a task.
   *
   * @param task the number of the Spark task
   * @param ofApplication false if Spark itself knows that the system was the cause
   * @param reason Spark's words
   */
  synchronized void tell(long task, boolean ofApplication, String reason) {
    boolean ended =
        !ofApplication
            || TERMINATED.matcher(reason).find()
            // A task may keep its own JVM from a sign of life, but not the one beside.
            || !inExecutor && reason.contains(SILENT);
    told.put(task, ended ? Fate.ENDED : Fate.DIED);
  }

  /** What has become of an executor that had a Spark task. */
  Fate of(Place place) {
    if (isAlive.test(place.executor())) {
      return Fate.LIVES;
    }
    synchronized (this) {
      @Nullable Fate known = told.get(place.task());
      if (known != null) {
        return known;
      }
      long now = clock.getAsLong();
      Long since = askedSince.putIfAbsent(place.task(), now);
      return since != null && now - since >= PATIENCE_NANOS ? Fate.DIED : Fate.UNKNOWN;
    }
  }
}
