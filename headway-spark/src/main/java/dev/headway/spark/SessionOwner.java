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
      if (users == 0 && session != null) {
        session.close();
        session = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The session, opened now if there is none.
   *
   * @throws dev.headway.work.WorkerStartException if it cannot be opened
   */
  Session session() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Session open = session;
      if (open == null) {
        open = Session.open(config, size, functions);
        session = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }
}
