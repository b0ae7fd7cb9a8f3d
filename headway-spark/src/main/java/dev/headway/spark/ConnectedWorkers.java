package dev.headway.spark;

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

  /** How much printed text may wait here: of all workers together, and of one. */
  private static final long MAX_OUTPUT = 64L << 20;

  private static final long MAX_OUTPUT_OF_ONE = 256 << 10;

  private final long maxOutput;
  private final Map<Integer, WorkerOutput> open = new ConcurrentHashMap<>();
  private final AtomicLong batches = new AtomicLong();

  // Guarded by itself.
  private final Map<Integer, WorkerOutput> closed;

  /**
   * @param count how many are open at most, and how many closed ones still receive what was printed
   *     last
   */
  ConnectedWorkers(int count) {
    this.maxOutput = Math.min(MAX_OUTPUT_OF_ONE, MAX_OUTPUT / count);
    this.closed =
        new LinkedHashMap<>() {
          @java.io.Serial private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, WorkerOutput> eldest) {
            return size() > count;
          }
        };
  }

  /** Adds a worker. Returns the number of its connection. */
  int connect(WorkerOutput worker) {
    int connection = CONNECTIONS.incrementAndGet() & Integer.MAX_VALUE;
    open.put(connection, worker);
    return connection;
  }

  /** Removes a worker that has ended. What its tasks printed may still be on its way. */
  void disconnect(int connection) {
    WorkerOutput ended = open.get(connection);
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

  /** How many bytes of printed text may come of a batch, beside what waits of its worker. */
  long outputRoom(long batch) {
    WorkerOutput its = of(batch);
    return its == null ? maxOutput : maxOutput - its.waiting();
  }

  /** The worker of a batch; null if it is not of this session, or ended long ago. */
  @Nullable WorkerOutput of(long batch) {
    int connection = (int) (batch >>> Integer.SIZE);
    WorkerOutput known = open.get(connection);
    if (known != null) {
      return known;
    }
    synchronized (closed) {
      return closed.get(connection);
    }
  }
}
