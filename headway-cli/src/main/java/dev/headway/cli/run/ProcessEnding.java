package dev.headway.cli.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headway.cli.run.ProcessGroups.Signal;
import dev.headway.internal.process.protocol.MarkedProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
  private static final boolean PROC_STATES = Files.exists(Path.of("/proc/self/stat"));

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
    List.copyOf(all).stream().filter(ProcessEnding::runs).forEach(kill);
    marked.end(roots, kill, PASSES);
    awaitEnd(killed, STUCK, () -> false); // It takes a moment, and in a hurry too.
    return all;
  }

  private static void awaitEnd(
      Collection<ProcessHandle> all, Duration most, BooleanSupplier enough) {
    long deadline = System.nanoTime() + most.toNanos();
    long pause = POLL_MILLIS;
    boolean interrupted = false;
    while (all.stream().anyMatch(ProcessEnding::runs)
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

  /** One that has ended may stay in the list until its parent asks how. */
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && (PROC_STATES ? !hasEnded(process) : hasProgram(process));
  }

  /** The first field behind the name, which may hold anything. All may read it. */
  private static boolean hasEnded(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "stat");
      String line = new String(Files.readAllBytes(file), ISO_8859_1);
      return "ZXx".indexOf(line.charAt(line.lastIndexOf(')') + 2)) >= 0;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException | RuntimeException e) {
      return !process.isAlive(); // It has gone meanwhile, or no file can be opened.
    }
  }

  /** Linux does not show it of a process whose memory is not to be read. */
  private static boolean hasProgram(ProcessHandle process) {
    return process.info().command().isPresent();
  }
}
