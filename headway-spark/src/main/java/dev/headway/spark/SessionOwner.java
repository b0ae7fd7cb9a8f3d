package dev.headway.spark;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session for the first worker that starts, and closes it with the last that ends. Safe for
 * use by several threads.
 */
final class SessionOwner {
  private final SparkConfig config;
  private final ClusterSize size;
  private final FunctionTable functions;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private int users;
  private @Nullable Session session;

  /**
   * @param size how many tasks may run at once
   */
  SessionOwner(SparkConfig config, ClusterSize size, FunctionTable functions) {
    this.size = size;
    this.functions = functions;
    this.config = config;
  }

  /** A worker was made. */
  void enter() {
    lock.lock();
    try {
      users++;
    } finally {
      lock.unlock();
    }
  }

  /** A worker has ended for good. */
  void leave() {
    lock.lock();
    try {
      users--;
      Session last = session;
      if (users == 0 && last != null) {
        session = null; // First: whoever comes next needs another one, also if this one fails.
        last.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The session, opened now if there is none.
   *
   * @throws dev.headway.work.WorkerStartException if it cannot be opened
   * @throws InterruptedException also if the last worker ended meanwhile, which would close it
   */
  Session session() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Session open = session;
      if (open == null) {
        if (users == 0) {
          throw new InterruptedException("This pool is closed. Create a new pool.");
        }
        open = Session.open(config, size, functions);
        session = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }
}
