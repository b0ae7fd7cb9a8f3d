package dev.headway.internal.scheduler;

import dev.headway.internal.text.UserText;
import dev.headway.progress.Ticker;
import dev.headway.work.WorkerStartException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records which workers are up, by number. If a worker cannot be started, the registry decides
 * whether the others continue without it, and when it is tried again.
 *
 * <p>While another worker is up, a failed start causes a pause, which doubles with each round of
 * failures. While no worker is up, a permanent failure ends the runs at once, and a transient one
 * is tried a few times.
 */
public final class WorkerRegistry {
  /** How often starts may fail while no worker is up before the runs fail. */
  public static final int MAX_TRIES = 5;

  /** After this time without a change, the workers that start are assumed to hang. */
  private static final long HANG_NANOS = 500_000_000L;

  private static final long FIRST_PAUSE_NANOS = 100_000_000L;
  private static final long MAX_PAUSE_NANOS = 10_000_000_000L;

  private final Ticker clock;
  private final System.@Nullable Logger log;

  /** How many workers may start at the same time: enough that no processor is idle meanwhile. */
  private final int maxStarting = Math.max(2, Runtime.getRuntime().availableProcessors());

  // Guarded by this.
  private final Set<Integer> starting = new HashSet<>();
  private final Set<Integer> up = new HashSet<>();
  private final Set<Integer> missing = new HashSet<>();
  private @Nullable WorkerStartException unreported;
  private boolean proven;
  private int failedTries;
  private long changedAt;

  // Written under this.
  private volatile int count;
  private volatile int failedRounds;
  private volatile long retryAt;

  /**
   * Makes a registry without a worker.
   *
   * @param log the log for warnings; null for the system's log, which is looked up when it is
   *     needed, since the first look-up takes ten milliseconds
   */
  public WorkerRegistry(Ticker clock, System.@Nullable Logger log) {
    this.clock = clock;
    this.log = log;
    this.changedAt = clock.nanoTime();
  }

  public synchronized void starting(int number) {
    starting.add(number);
    updateCount();
  }

  /** Returns true if another worker may start now. If all started at once, all would be late. */
  public boolean mayStartAnother() {
    return mayStart(maxStarting);
  }

  /**
   * Returns true if another worker may start now that costs almost nothing. Once a start has
   * failed, workers start one by one until one has performed a batch.
   */
  boolean mayStartCheaply() {
    return mayStart(Integer.MAX_VALUE);
  }

  private synchronized boolean mayStart(int limit) {
    int most = failedRounds > 0 ? 1 : limit;
    return !pauses() && (starting.size() < most || clock.nanoTime() - changedAt > HANG_NANOS);
  }

  /** Notes that a worker starts, unless another one has taken its turn meanwhile. */
  public synchronized boolean tryStarting(int number) {
    boolean may = mayStartCheaply();
    if (may) {
      starting(number);
    }
    return may;
  }

  /** Returns true if starts have failed since a worker last performed a batch. */
  boolean isFailing() {
    return failedRounds > 0;
  }

  /** Returns true if starts pause because some have failed. Usually costs one read. */
  public boolean pauses() {
    return failedRounds > 0 && clock.nanoTime() - retryAt < 0;
  }

  /** Ends the pause: for a new run the cause of the failures may have passed. */
  public synchronized void endPause() {
    retryAt = clock.nanoTime();
  }

  /** Returns how many workers are up or start. Costs one read. */
  int count() {
    return count;
  }

  private void updateCount() {
    count = up.size() + starting.size();
    changedAt = clock.nanoTime();
  }

  public synchronized void up(int number) {
    starting.remove(number);
    missing.remove(number);
    up.add(number);
    updateCount();
    reportMissing();
  }

  /** Notes that a worker has performed a batch: what kept others from starting has passed. */
  public synchronized void performedBatch() {
    proven = true;
    failedTries = 0;
    failedRounds = 0;
  }

  /** Notes that this worker is neither up nor starts. */
  public synchronized void down(int number) {
    starting.remove(number);
    up.remove(number);
    updateCount();
  }

  /**
   * Notes that this worker could not be started. Returns true if the runs continue without it and
   * it is tried again. Otherwise it counts as one that starts until {@link #down} is called: once
   * the runs have failed, no other worker starts for them.
   */
  public synchronized boolean startFailed(int number, WorkerStartException fault) {
    up.remove(number);
    starting.add(number);
    updateCount();
    boolean hopeless = up.isEmpty() && !proven && !fault.isTransient();
    if (hopeless || count == 1 && ++failedTries == MAX_TRIES) {
      missing.clear();
      unreported = null;
      failedTries = 0;
      failedRounds = 0;
      return false;
    }
    down(number);
    markMissing(number, fault);
    return true;
  }

  /** Marks this worker as missing, reports that once, and pauses all starts for a while. */
  synchronized void markMissing(int number, WorkerStartException fault) {
    long now = clock.nanoTime();
    if (!pauses()) { // Else another start of the same round has set the pause.
      long pause = FIRST_PAUSE_NANOS << Math.min(failedRounds, 10);
      retryAt = now + Math.min(MAX_PAUSE_NANOS, pause);
      failedRounds++;
    }
    if (missing.isEmpty()) {
      unreported = fault; // One report for all missing workers: they have the same cause.
    }
    missing.add(number);
    log(
        System.Logger.Level.DEBUG,
        String.valueOf(UserText.message(fault)),
        UserText.printable(fault));
    reportMissing();
  }

  /** Warns once a worker is up. If none comes up, the error of the run says it all. */
  private void reportMissing() {
    WorkerStartException fault = unreported;
    if (fault != null && !up.isEmpty()) {
      String text =
          UserText.sentence(UserText.firstLine(fault))
              + " It is tried again; the workers that are up go on.";
      if (log(System.Logger.Level.WARNING, text, null)) {
        unreported = null;
      }
    }
  }

  /**
   * Logs a message; returns false if the log failed. A log may need a file descriptor too, and its
   * failure must not end the worker thread.
   */
  private boolean log(System.Logger.Level level, String message, @Nullable Throwable thrown) {
    try {
      System.Logger logger = log != null ? log : System.getLogger(WorkerRegistry.class.getName());
      logger.log(level, message, thrown);
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }
}
