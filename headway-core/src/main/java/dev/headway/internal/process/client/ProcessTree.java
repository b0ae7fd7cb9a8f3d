package dev.headway.internal.process.client;

import dev.headway.internal.process.protocol.MarkedProcesses;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.text.RandomNames;
import dev.headway.internal.time.HelperThreads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The processes that the tasks of a worker have started, which end with it: the parent's view of
 * its {@link MarkedProcesses}. If the parent is gone the worker does it: {@code ParentWatcher}.
 */
public final class ProcessTree {
  /** What starts processes for ever is not followed for ever. */
  private static final int PASSES = 500;

  private final ProcessHandle worker;
  private final MarkedProcesses markedProcesses;
  private final LeakedProcesses leaked;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile List<ProcessHandle> known = List.of();

  public ProcessTree(ProcessHandle worker, String token, LeakedProcesses leaked) {
    this.worker = worker;
    this.leaked = leaked;
    this.markedProcesses = new MarkedProcesses(token);
  }

  /**
   * Begins with the token of this process, if it is a worker itself: its tasks may start programs
   * with workers.
   */
  public static String newToken() {
    String own = System.getenv(WorkerProtocol.TOKEN);
    return (own == null ? "" : own + "/") + RandomNames.next() + RandomNames.next();
  }

  /** What is there before the first task was not left by a task. */
  public void excludePresent() {
    leaked.expect(Set.copyOf(worker.descendants().toList()));
  }

  /** Remembers which there are. */
  void count() {
    if (worker.isAlive()) {
      known = markedProcesses.descendants(worker);
    }
  }

  /** Kills those that were counted. */
  void kill() {
    known.stream().filter(markedProcesses::isOurs).forEach(leaked::end);
  }

  /**
   * The worker has ended: kills all, and says which there were. Returns at once; only the first
   * call has an effect.
   */
  void end() {
    if (ending.compareAndSet(false, true)) {
      HelperThreads.daemon("headway-processes-" + worker.pid(), this::endNow).start();
    }
  }

  /**
   * Ends them and waits until that is done; not for ever, since the kernel may block the search.
   */
  void awaitEnd(Duration limit) throws InterruptedException {
    end();
    boolean inTime = ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (!inTime) {
      kill();
    }
  }

  private void endNow() {
    try {
      kill();
      markedProcesses.end(worker, leaked::end, PASSES);
      leaked.report();
    } finally {
      ended.countDown();
    }
  }
}
