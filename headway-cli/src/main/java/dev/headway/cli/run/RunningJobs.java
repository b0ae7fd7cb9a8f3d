package dev.headway.cli.run;

import dev.headway.cli.run.FinishedJob.Ending;
import dev.headway.cli.run.ProcessGroups.Signal;
import dev.headway.internal.process.client.LeakedProcesses;
import dev.headway.internal.process.client.ProcessTree;
import dev.headway.internal.process.protocol.MarkedProcesses;
import dev.headway.internal.process.protocol.ProcessLooks;
import dev.headway.internal.time.Waits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The processes of the jobs that run now. All of a run, and what they start, have its token in
 * their environment, followed by the number of the job. Safe for use by several threads.
 */
final class RunningJobs {
  /** What the kernel does not let go is not waited for. */
  private static final Duration STUCK = Duration.ofSeconds(10);

  private static final long POLL_MILLIS = 10;

  /** How long a signal of the terminal may take to this program when it has ended a job. */
  private static final Duration INTERRUPT = Duration.ofSeconds(1);

  private final String token = ProcessTree.newToken();
  private final Set<JobProcess> running = ConcurrentHashMap.newKeySet();
  private final ProcessGroups groups;
  private final Duration interrupt;
  private final ProcessLooks looks = new ProcessLooks();

  /** Many start at once; none starts once all are being ended. */
  private final ReadWriteLock starts = new ReentrantReadWriteLock();

  /** At zero when all are being ended. */
  private final CountDownLatch allEnd = new CountDownLatch(1);

  private volatile boolean hurry;

  /**
   * None yet.
   *
   * @param groups which they will have
   */
  RunningJobs(ProcessGroups groups) {
    this(groups, INTERRUPT);
  }

  RunningJobs(ProcessGroups groups, Duration interrupt) {
    this.groups = groups;
    this.interrupt = interrupt;
  }

  /** Starts a process. */
  interface Start {
    JobProcess start() throws IOException;
  }

  /** Returns the token of the run, which those of its jobs begin with. */
  String token() {
    return token;
  }

  /** Returns the token of a job. */
  String token(long number) {
    return token + "/" + number;
  }

  /** Starts the process of a job; does not return if all are being ended. */
  JobProcess start(Start start) throws IOException, InterruptedException {
    starts.readLock().lock();
    try {
      if (allEnd.getCount() > 0) {
        JobProcess process = start.start();
        running.add(process);
        return process;
      }
    } finally {
      starts.readLock().unlock();
    }
    awaitEndOfProgram();
    throw new InterruptedException();
  }

  /** Notes that the process of a job has ended; does not return if all are being ended. */
  void ended(JobProcess process, Ending how) throws InterruptedException {
    running.remove(process);
    if (how.signal() == Ending.INTERRUPT && !groups.exist()) {
      // Ctrl-C has reached the job at once, and will reach this program.
      allEnd.await(interrupt.toNanos(), TimeUnit.NANOSECONDS);
    }
    if (allEnd.getCount() == 0) {
      awaitEndOfProgram(); // How the job ended is no matter: a signal ended all.
    }
  }

  private static void awaitEndOfProgram() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** Ends a job, with all that it has started. */
  void end(JobProcess process, long number) {
    ending(token(number)).end(List.of(process));
  }

  private ProcessEnding ending(String ofToken) {
    return new ProcessEnding(new MarkedProcesses(ofToken, true, looks), groups, () -> hurry);
  }

  /** Ends all jobs, and lets no other start. */
  void endAll() {
    starts.writeLock().lock();
    try {
      allEnd.countDown();
    } finally {
      starts.writeLock().unlock();
    }
    ending(token).end(new ArrayList<>(running));
  }

  /** Stops the groups of all jobs while something else happens; none starts meanwhile. */
  void stopDuring(Runnable stop) {
    starts.writeLock().lock();
    try {
      signalAll(Signal.STOP);
      stop.run();
    } finally {
      signalAll(Signal.CONTINUE);
      starts.writeLock().unlock();
    }
  }

  private void signalAll(Signal signal) {
    running.forEach(job -> groups.signal(job.pid(), signal));
  }

  /** Ends what jobs have left running, but for daemons, and warns of it. */
  void endLeftovers() {
    awaitEnds();
    LeakedProcesses left =
        new LeakedProcesses("A command", System.getLogger(RunningJobs.class.getName()));
    new MarkedProcesses(token, false, looks).end(List.of(), left::end, ProcessEnding.PASSES);
    left.report();
  }

  /** A pool that closes does not wait for all of a thousand jobs that are being ended. */
  private void awaitEnds() {
    int left = running.size();
    long since = System.nanoTime();
    while (left > 0 && System.nanoTime() - since < STUCK.toNanos()) {
      Waits.uninterrupted(interrupted -> TimeUnit.MILLISECONDS.sleep(POLL_MILLIS));
      int now = running.size();
      since = now < left ? System.nanoTime() : since;
      left = now;
    }
  }

  /** From now on nothing has time to clean up. */
  void hurry() {
    hurry = true;
  }
}
