package dev.headway.process;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The processes that the tasks of a child have started, which end with it: the parent's view of its
 * {@link Kin}. If the parent is gone the child does it: {@link LastDuty}.
 */
final class Family {
  /** What starts processes for ever is not followed for ever. */
  private static final int PASSES = 500;

  private final ProcessHandle child;
  private final Kin kin;
  private final Leftovers leftovers;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile List<ProcessHandle> known = List.of();

  Family(ProcessHandle child, String token, Leftovers leftovers) {
    this.child = child;
    this.leftovers = leftovers;
    this.kin = new Kin(token);
  }

  /** Begins with that of this process if it is a child itself: a family has generations. */
  static String newToken() {
    String own = System.getenv(WorkerProtocol.TOKEN);
    return (own == null ? "" : own + "/") + UUID.randomUUID();
  }

  /** What is there before the first task was not left by a task. */
  void adopt() {
    leftovers.expect(Set.copyOf(child.descendants().toList()));
  }

  /** Remembers which there are. */
  void count() {
    if (child.isAlive()) {
      known = kin.descendants(child);
    }
  }

  /** Kills those that were counted. */
  void kill() {
    known.stream().filter(kin::isOurs).forEach(leftovers::end);
  }

  /**
   * The child has ended: kills all, and says which there were. Returns at once; only the first call
   * has an effect.
   */
  void end() {
    if (ending.compareAndSet(false, true)) {
      Warden.daemon("headway-family-" + child.pid(), this::endNow).start();
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
      kin.end(child, leftovers::end, PASSES);
      leftovers.tell();
    } finally {
      ended.countDown();
    }
  }
}
