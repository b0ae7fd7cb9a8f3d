package dev.headway.internal.dashboard.web;

import com.sun.net.httpserver.HttpExchange;
import dev.headway.internal.dashboard.model.Board;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One stream of server-sent events: the newest state at most twice a second, and a comment if
 * nothing happens. There is no queue: what a slow page did not read in time is never sent.
 */
final class EventStream {
  private static final long MIN_INTERVAL_MILLIS = 500;

  /** That a page has gone shows only when something is written. */
  private static final long COMMENT_MILLIS = 10_000;

  private final HttpExchange exchange;
  private final Board board;
  private final Supplier<String> state;
  private final LongSupplier nanoTime;
  private @Nullable Thread thread; // Guarded by this.
  private boolean ended; // Guarded by this.
  private volatile @Nullable Long writingSince;

  EventStream(HttpExchange exchange, Board board, Supplier<String> state, LongSupplier nanoTime) {
    this.exchange = exchange;
    this.board = board;
    this.state = state;
    this.nanoTime = nanoTime;
  }

  /** Lets a thread send. If the stream was ended before, closes it, and starts no thread. */
  void runOn(Thread sender) {
    synchronized (this) {
      if (!ended) {
        thread = sender;
        sender.start();
        return;
      }
    }
    exchange.close();
  }

  /** Sends until the page has gone or the stream is ended. */
  void send() throws IOException, InterruptedException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      write(out, "retry: 2000\n\n"); // With it the headers leave.
      long seen = -1;
      while (true) {
        long version = board.version();
        // The version is read first: what changes meanwhile is sent once more.
        write(out, version == seen ? ":\n\n" : "data: " + state.get() + "\n\n");
        seen = version;
        TimeUnit.MILLISECONDS.sleep(MIN_INTERVAL_MILLIS);
        board.awaitChange(seen, COMMENT_MILLIS - MIN_INTERVAL_MILLIS);
      }
    }
  }

  private void write(OutputStream out, String text) throws IOException {
    writingSince = nanoTime.getAsLong();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    writingSince = null;
  }

  /** Whether it has been trying to write for so long. */
  boolean isStuckFor(long nanos) {
    Long since = writingSince;
    return since != null && nanoTime.getAsLong() - since >= nanos;
  }

  /** Ends it, even in the middle of a write: an interrupt closes the channel. */
  synchronized void end() {
    ended = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
