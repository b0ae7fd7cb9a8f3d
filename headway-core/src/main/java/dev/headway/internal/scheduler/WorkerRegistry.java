package dev.headway.internal.scheduler;

import dev.headway.internal.text.UserText;
import dev.headway.progress.Ticker;
import dev.headway.work.WorkerStartException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which workers can be counted on, by number. When one cannot be started, this decides whether the
 * others go on without it, and when it is tried again.
 *
 * <p>As long as another worker is up, a start that fails costs a pause, which doubles with each
 * round of failures. Without any worker, what is wrong with all of them ends the runs at once; what
 * may pass is tried a few times.
 */
public final class WorkerRegistry {
  /** How often starts may fail while no worker is up, before the runs are given up. */
  public static final int MAX_TRIES = 5;

  /** So long without a change, and the workers that start are taken to hang. */
  private static final long HANG_NANOS = 500_000_000L;

  private static final long FIRST_PAUSE_NANOS = 100_000_000L;
  private static final long MAX_PAUSE_NANOS = 10_000_000_000L;

  private final Ticker clock;
  private final System.@Nullable Logger log;

  /** How many start and wait for their start: enough that a core that can start one never waits. */
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
   * No worker is up yet.
   *
   * @param log who is told; null for the log of the system, which is not begun before it is needed:
   *     that takes a program that logs nothing else ten milliseconds
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

  /** Whether another may start now: not all at once, or all would be late. */
  public synchronized boolean hasTurn() {
    boolean oneByOne = failedRounds > 0 && (!up.isEmpty() || failedTries > 1);
    int limit = oneByOne ? 1 : maxStarting;
    return !pauses() && (starting.size() < limit || clock.nanoTime() - changedAt > HANG_NANOS);
  }

  /**
   * Whether no worker is to be tried now, since some could not be started. Costs a read, mostly.
   */
  public boolean pauses() {
    return failedRounds > 0 && clock.nanoTime() - retryAt < 0;
  }

  /** Ends the pause: a new run hopes that the cause of the failures has passed. */
  public synchronized void endPause() {
    retryAt = clock.nanoTime();
  }

  /** How many workers are up or start. Costs a read. */
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

  /** A worker has performed a claim: what kept others from starting has passed. */
  public synchronized void proven() {
    proven = true;
    failedTries = 0;
    failedRounds = 0;
  }

  /** Whether this worker can be had is not known any more. */
  public synchronized void unknown(int number) {
    starting.remove(number);
    up.remove(number);
    updateCount();
  }

  /** This worker could not be started; true if the runs go on without it, and it is tried again. */
  public synchronized boolean goesOnWithout(int number, WorkerStartException fault) {
    unknown(number);
    boolean hopeless = up.isEmpty() && !proven && !fault.isTransient();
    if (hopeless || count == 0 && ++failedTries == MAX_TRIES) {
      missing.clear();
      unreported = null;
      failedTries = 0;
      failedRounds = 0;
      return false;
    }
    markMissing(number, fault);
    return true;
  }

  /** This worker is missing for now, which is told once, and none is tried for a while. */
  synchronized void markMissing(int number, WorkerStartException fault) {
    long now = clock.nanoTime();
    if (!pauses()) { // Else it began with others that failed together.
      long pause = FIRST_PAUSE_NANOS << Math.min(failedRounds, 10);
      retryAt = now + Math.min(MAX_PAUSE_NANOS, pause);
      failedRounds++;
    }
    if (missing.isEmpty()) {
      unreported = fault; // Once for all that are missing: they have the same cause.
    }
    missing.add(number);
    log(
        System.Logger.Level.DEBUG,
        String.valueOf(UserText.message(fault)),
        UserText.printable(fault));
    reportMissing();
  }

  /** Not before some worker is up: if none comes up, the error says it all. */
  private void reportMissing() {
    WorkerStartException fault = unreported;
    if (fault != null && !up.isEmpty()) {
      String text =
          UserText.firstLine(fault) + " It is tried again; the workers that are up go on.";
      if (log(System.Logger.Level.WARNING, text, null)) {
        unreported = null;
      }
    }
  }

  /** A log may need a file descriptor too: it must not cost the handler. False if it failed. */
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
