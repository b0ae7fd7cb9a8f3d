package dev.headway.cli.run;

import dev.headway.internal.process.protocol.MarkedProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends processes and all that they have started: SIGTERM first, and SIGKILL for what is left after
 * a while.
 */
final class ProcessEnding {
  /** For how long a process may clean up after SIGTERM. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private static final long POLL_MILLIS = 5;

  /** What starts processes for ever is not followed for ever. */
  static final int PASSES = 500;

  private final MarkedProcesses marked;
  private final BooleanSupplier hurry;

  /**
   * @param marked finds those whose parent has gone
   * @param hurry true once there is no time for a cleanup
   */
  ProcessEnding(MarkedProcesses marked, BooleanSupplier hurry) {
    this.marked = marked;
    this.hurry = hurry;
  }

  /**
   * Ends processes, and waits until they have ended.
   *
   * @param roots what was started here; their descendants end with them
   * @return all that were ended
   */
  Set<ProcessHandle> end(Collection<ProcessHandle> roots) {
    Set<ProcessHandle> all = new LinkedHashSet<>(roots);
    // Found before the first gets a signal: what has lost its parent may be found no more.
    marked.end(roots, all::add, 1);
    all.forEach(ProcessHandle::destroy);
    awaitEnd(all);
    List<ProcessHandle> left = new ArrayList<>(all);
    left.removeIf(each -> !runs(each));
    left.forEach(ProcessHandle::destroyForcibly);
    marked.end(
        roots,
        each -> {
          all.add(each);
          each.destroyForcibly();
        },
        PASSES);
    return all;
  }

  private void awaitEnd(Collection<ProcessHandle> all) {
    long deadline = System.nanoTime() + GRACE.toNanos();
    boolean interrupted = false;
    while (all.stream().anyMatch(ProcessEnding::runs)
        && !hurry.getAsBoolean()
        && !interrupted
        && System.nanoTime() - deadline < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true; // The pool is closed, and has no more time.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One that has ended may stay in the list until its parent asks, but has no program. */
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
