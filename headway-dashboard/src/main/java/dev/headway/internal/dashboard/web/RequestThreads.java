package dev.headway.internal.dashboard.web;

import dev.headway.internal.time.HelperThreads;
import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests, 64 at once; further ones wait. A client that sends its request slowly, or does not
 * read its answer, holds a thread. So each request has a bounded time. Safe for use by several
 * threads.
 */
final class RequestThreads implements Executor, Closeable {
  static final int MAX_THREADS = 64;

  /** From the first byte of a request until its answer is sent. */
  static final long MAX_NANOS = 30_000_000_000L;

  /** A request that runs. */
  private record Running(Thread thread, long since) {}

  private final LongSupplier nanoTime;
  private final ThreadPoolExecutor threads;
  private final Set<Running> running = new HashSet<>(); // Guarded by this.
  private final Queue<Runnable> waiting = new ArrayDeque<>(); // Guarded by this.
  private int taken; // Threads that run a request, or are about to. Guarded by this.

  RequestThreads(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // That there are no more than 64 is seen to here.
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            body -> HelperThreads.daemon("headway-dashboard-http-", body));
  }

  /** Never refuses: the server would neither answer nor close the connection of the request. */
  @Override
  public void execute(Runnable request) {
    synchronized (this) {
      if (taken == MAX_THREADS) {
        waiting.add(request);
        return;
      }
      taken++;
    }
    try {
      threads.execute(() -> runAll(request));
    } catch (RuntimeException | Error closedOrNoMoreThreads) {
      synchronized (this) {
        taken--;
      }
      throw closedOrNoMoreThreads;
    }
  }

  private void runAll(Runnable first) {
    for (Runnable request = first; request != null; request = next()) {
      run(request);
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable request = waiting.poll();
    taken -= request == null ? 1 : 0;
    return request;
  }

  private void run(Runnable request) {
    Running started = new Running(Thread.currentThread(), nanoTime.getAsLong());
    synchronized (this) {
      running.add(started);
    }
    try {
      request.run();
    } finally {
      synchronized (this) {
        running.remove(started);
      }
      Thread.interrupted(); // It was meant for this request.
    }
  }

  /** Ends those that take too long: an interrupt closes the channel that a thread waits for. */
  synchronized void endOverdue() {
    long now = nanoTime.getAsLong();
    for (Running each : running) {
      if (now - each.since >= MAX_NANOS) {
        each.thread.interrupt();
      }
    }
  }

  @Override
  public synchronized void close() {
    waiting.clear();
    threads.shutdownNow();
  }
}
