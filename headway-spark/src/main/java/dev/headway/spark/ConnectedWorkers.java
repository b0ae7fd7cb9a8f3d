package dev.headway.spark;

import dev.headway.work.WorkerListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a session, and the numbers of their batches. Each number tells its worker, also
 * when the batch is long over. Safe for use by several threads.
 */
final class ConnectedWorkers {
  /** Of all sessions: a late message of one context may reach the next in a local master. */
  private static final AtomicInteger CONNECTIONS = new AtomicInteger();

  private static final long SEQUENCE = 0xFFFF_FFFFL;

  /**
   * A worker of a pool.
   *
   * @param worker its number in the pool
   * @param listener receives what its tasks print
   */
  record Connected(int worker, WorkerListener listener) {}

  private final Map<Integer, Connected> open = new ConcurrentHashMap<>();
  private final AtomicLong batches = new AtomicLong();

  // Guarded by itself.
  private final Map<Integer, Connected> closed;

  /**
   * @param kept how many closed workers still receive what was printed last
   */
  ConnectedWorkers(int kept) {
    this.closed =
        new LinkedHashMap<>() {
          @java.io.Serial private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Connected> eldest) {
            return size() > kept;
          }
        };
  }

  /** Adds a worker. Returns the number of its connection. */
  int connect(int worker, WorkerListener listener) {
    int connection = CONNECTIONS.incrementAndGet() & Integer.MAX_VALUE;
    open.put(connection, new Connected(worker, listener));
    return connection;
  }

  /** Removes a worker that has ended. What its tasks printed may still be on its way. */
  void disconnect(int connection) {
    Connected ended = open.get(connection);
    if (ended != null) {
      synchronized (closed) {
        closed.put(connection, ended);
      }
      open.remove(connection);
    }
  }

  /** A number for a batch of a worker. No other batch of this JVM has it. */
  long newBatch(int connection) {
    return (long) connection << Integer.SIZE | batches.incrementAndGet() & SEQUENCE;
  }

  /** Whether two batches have the same worker. */
  static boolean isOfOneWorker(long batch, long other) {
    return (batch ^ other) >>> Integer.SIZE == 0;
  }

  /** The worker of a batch; null if it is not of this session, or ended long ago. */
  @Nullable Connected of(long batch) {
    int connection = (int) (batch >>> Integer.SIZE);
    Connected known = open.get(connection);
    if (known != null) {
      return known;
    }
    synchronized (closed) {
      return closed.get(connection);
    }
  }
}
