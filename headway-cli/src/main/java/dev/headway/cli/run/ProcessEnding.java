package dev.headway.cli.run;

import dev.headway.cli.run.ProcessGroups.Signal;
import dev.headway.internal.process.protocol.MarkedProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

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
  private final ProcessGroups groups;
  private final BooleanSupplier hurry;

  /**
   * @param marked finds those whose parent has gone
   * @param groups of the jobs
   * @param hurry true once there is no time for a cleanup
   */
  ProcessEnding(MarkedProcesses marked, ProcessGroups groups, BooleanSupplier hurry) {
    this.marked = marked;
    this.groups = groups;
    this.hurry = hurry;
  }

  /**
   * Ends the processes of jobs, and waits until they have ended.
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
    awaitEnd(all);
    leaders.forEach(leader -> groups.signal(leader, Signal.KILL));
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
