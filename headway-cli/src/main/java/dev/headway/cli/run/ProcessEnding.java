package dev.headway.cli.run;

import dev.headway.cli.run.ProcessGroups.Signal;
import dev.headway.internal.process.protocol.MarkedProcesses;
import dev.headway.internal.system.LiveProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Ends processes and all that they have started: SIGTERM first, and SIGKILL for what is left after
 * a while.
 */
final class ProcessEnding {
  /** For how long a process may clean up after SIGTERM. */
  static final Duration GRACE = Duration.ofSeconds(2);

  /** What the kernel does not let go is not waited for. */
  private static final Duration STUCK = Duration.ofSeconds(5);

  /** From the first to the longest: many may wait at once, and each look costs. */
  private static final long POLL_MILLIS = 5;

  private static final long LONGEST_POLL_MILLIS = 50;

  /** What starts processes for ever is not followed for ever. */
  static final int PASSES = 500;

  private final MarkedProcesses marked;
  private final ProcessGroups groups;
  private final BooleanSupplier hurry;
  private final Duration grace;

  /**
   * @param marked finds those whose parent has gone
   * @param groups of the jobs
   * @param hurry true once there is no time for a cleanup
   */
  ProcessEnding(MarkedProcesses marked, ProcessGroups groups, BooleanSupplier hurry) {
    this(marked, groups, hurry, GRACE);
  }

  ProcessEnding(
      MarkedProcesses marked, ProcessGroups groups, BooleanSupplier hurry, Duration grace) {
    this.marked = marked;
    this.groups = groups;
    this.hurry = hurry;
    this.grace = grace;
  }

  /**
   * Ends the processes of jobs, and waits until they have ended; for seconds at the most.
   *
   * @param jobs what was started here; their groups and their descendants end with them
   * @return all that were ended
   */
  Set<ProcessHandle> end(Collection<? extends JobProcess> jobs) {
    Set<Long> leaders = jobs.stream().map(JobProcess::pid).collect(Collectors.toSet());
    List<ProcessHandle> roots = jobs.stream().flatMap(job -> job.handle().stream()).toList();
    Set<ProcessHandle> all = new LinkedHashSet<>(roots);
    // Found before the first gets a signal: what has lost its parent may be found no more.
    marked.end(roots, all::add, 1);
    // No process gets the signal twice, since it may begin its cleanup for each.
    List<ProcessHandle> outside =
        all.stream().filter(each -> !leaders.contains(groups.of(each.pid()))).toList();
    leaders.forEach(leader -> groups.signal(leader, Signal.TERMINATE));
    outside.forEach(ProcessHandle::destroy);
    awaitEnd(all, grace, hurry);
    leaders.forEach(leader -> groups.signal(leader, Signal.KILL));
    Set<ProcessHandle> killed = new LinkedHashSet<>();
    Consumer<ProcessHandle> kill =
        each -> {
          all.add(each);
          if (each.destroyForcibly()) { // One of another user may not be killed.
            killed.add(each);
          }
        };
    List.copyOf(all).stream().filter(LiveProcess::runs).forEach(kill);
    marked.end(roots, kill, PASSES);
    awaitEnd(killed, STUCK, () -> false); // It takes a moment, and in a hurry too.
    return all;
  }

  private static void awaitEnd(
      Collection<ProcessHandle> all, Duration most, BooleanSupplier enough) {
    long deadline = System.nanoTime() + most.toNanos();
    long pause = POLL_MILLIS;
    boolean interrupted = false;
    while (all.stream().anyMatch(LiveProcess::runs)
        && !enough.getAsBoolean()
        && !interrupted
        && System.nanoTime() - deadline < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true; // The pool is closed, and has no more time.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
