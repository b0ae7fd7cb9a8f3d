package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import dev.headway.internal.dashboard.model.Board;
import dev.headway.internal.time.HelperThreads;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams of pages that are open, 16 at most. Each has a thread of its own, so that a page that
 * does not read holds up nothing but its own stream. Safe for use by several threads.
 */
final class Streams implements Closeable {
  static final int MAX_STREAMS = 16;

  /** A page that has read nothing for so long loses its place, and asks for it when it reads. */
  static final long MAX_WRITE_NANOS = 30_000_000_000L;

  private final Board board;
  private final LongSupplier nanoTime;
  private final Set<EventStream> open = new HashSet<>(); // Guarded by this.
  private boolean closed; // Guarded by this.

  Streams(Board board, LongSupplier nanoTime) {
    this.board = board;
    this.nanoTime = nanoTime;
  }

  /** Begins a stream; returns a refusal if there is no place for it. */
  @Nullable Refusal begin(HttpExchange exchange, Supplier<String> state) {
    EventStream stream = new EventStream(exchange, board, state, nanoTime);
    synchronized (this) {
      if (open.size() >= MAX_STREAMS) {
        endStuck();
      }
      if (closed || open.size() >= MAX_STREAMS) {
        return new Refusal(503, "There are 16 open pages already. Close one of them.");
      }
      open.add(stream);
    }
    try {
      stream.runOn(HelperThreads.daemon("headway-dashboard-page-", () -> run(stream)));
    } catch (OutOfMemoryError noMoreThreads) {
      synchronized (this) {
        open.remove(stream);
      }
      exchange.close(); // The page asks again.
    }
    return null;
  }

  private void run(EventStream stream) {
    try {
      stream.send();
    } catch (IOException | InterruptedException gone) {
      // The page was closed, or it did not read.
    } finally {
      synchronized (this) {
        open.remove(stream);
      }
    }
  }

  /** Ends those whose pages do not read. */
  synchronized void endStuck() {
    for (EventStream each : Set.copyOf(open)) {
      if (each.isStuckFor(MAX_WRITE_NANOS)) {
        end(each);
      }
    }
  }

  private void end(EventStream stream) {
    open.remove(stream);
    stream.end();
  }

  synchronized int count() {
    return open.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    Set.copyOf(open).forEach(this::end);
  }
}
