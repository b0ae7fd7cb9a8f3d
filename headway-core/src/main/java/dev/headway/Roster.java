package dev.headway;

import dev.headway.progress.Ticker;
import dev.headway.text.UserText;
import dev.headway.work.WorkerStartException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which workers can be counted on, by number. When the machine has no room for another one, this
 * decides whether the others go on without it.
 */
final class Roster {
  private static final Ticker CLOCK = Ticker.system();

  /** So long without a change, and the workers that start are taken to hang. */
  private static final long HANG_NANOS = 500_000_000L;

  private final System.@Nullable Logger log;

  /** How many start and wait for their start: enough that a core that can start one never waits. */
  private final int most = Math.max(2, Runtime.getRuntime().availableProcessors());

  // Guarded by this.
  private final Set<Integer> starting = new HashSet<>();
  private final Set<Integer> up = new HashSet<>();
  private final Set<Integer> missing = new HashSet<>();
  private @Nullable WorkerStartException untold;
  private long changedAt = CLOCK.nanoTime();
  private volatile int count; // Written under this.

  /**
   * Nobody is up yet.
   *
   * @param log who is told; null for the log of the system, which is not begun before it is needed:
   *     that takes a program that logs nothing else ten milliseconds
   */
  Roster(System.@Nullable Logger log) {
    this.log = log;
  }

  synchronized void starting(int number) {
    starting.add(number);
    changed();
  }

  /** Whether another may start now: not all at once, or all would be late. */
  synchronized boolean hasTurn() {
    return starting.size() < most || CLOCK.nanoTime() - changedAt > HANG_NANOS;
  }

  /** How many workers are up or start. Costs a read. */
  int count() {
    return count;
  }

  private void changed() {
    count = up.size() + starting.size();
    changedAt = CLOCK.nanoTime();
  }

  synchronized void up(int number) {
    starting.remove(number);
    missing.remove(number);
    up.add(number);
    changed();
    tell();
  }

  /** Whether this worker can be had is not known any more. */
  synchronized void unknown(int number) {
    starting.remove(number);
    up.remove(number);
    changed();
  }

  /** The machine has no room for this worker; true if there are others, or may soon be. */
  synchronized boolean goesOnWithout(int number, WorkerStartException fault) {
    unknown(number);
    if (up.isEmpty() && starting.isEmpty()) {
      missing.clear();
      untold = null;
      return false;
    }
    if (missing.isEmpty()) {
      untold = fault; // Once for all that are missing: they have the same cause.
    }
    missing.add(number);
    tell();
    return true;
  }

  private System.Logger told() {
    return log != null ? log : System.getLogger(Crew.class.getName());
  }

  /** Not before some worker is up: if none comes up, the error says it all. */
  private void tell() {
    WorkerStartException fault = untold;
    if (fault != null && !up.isEmpty()) {
      try {
        told()
            .log(
                System.Logger.Level.WARNING,
                "Not all workers can be started; those that are up go on. "
                    + UserText.message(fault),
                UserText.printable(fault));
        untold = null;
      } catch (RuntimeException | Error e) {
        // A log may need a file descriptor too: it must not cost the handler. Told next time.
      }
    }
  }
}
