package dev.headway.spark;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session for the first worker that starts, and closes it with the last that ends. Safe for
 * use by several threads.
 */
final class SessionOwner {
  /** How long the last worker waits for a session that is still being opened. */
  private static final long PATIENCE_SECONDS = 3;

  /** Opens a session, which may take seconds. */
  interface Opener {
    Session open() throws InterruptedException;
  }

  private final Opener opener;

  // Guarded by this.
  private int users;
  private @Nullable CompletableFuture<Session> session;

  /** The end of the session before: Spark allows one context at a time. */
  private CompletableFuture<?> closed = CompletableFuture.completedFuture(null);

  SessionOwner(Opener opener) {
    this.opener = opener;
  }

  /** A worker was made. */
  synchronized void enter() {
    users++;
  }

  /** A worker has ended for good. Waits some seconds at most for a session that is being opened. */
  void leave() {
    CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    CompletableFuture<Session> last;
    synchronized (this) {
      users--;
      last = session;
      if (users > 0 || last == null) {
        return;
      }
      session = null;
      closed = end.exceptionally(fault -> null);
    }
    CompletableFuture<?> unused =
        last.whenComplete((open, fault) -> close(open, end)); // On this thread if it is open.
    try {
      end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // The thread that opens it closes it.
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  private static void close(@Nullable Session open, CompletableFuture<@Nullable Void> end) {
    try {
      if (open != null) {
        open.close();
      }
      end.complete(null);
    } catch (Throwable e) { // What Spark throws may be checked.
      end.completeExceptionally(e);
    }
  }

  /**
   * The session, opened now if there is none.
   *
   * @throws dev.headway.work.WorkerStartException if it cannot be opened
   * @throws InterruptedException also if the last worker ended meanwhile, which closes it
   */
  Session session() throws InterruptedException {
    CompletableFuture<Session> current;
    synchronized (this) {
      if (users == 0) {
        throw new InterruptedException("This pool is closed. Create a new pool.");
      }
      current = session != null ? session : begin();
      session = current;
    }
    try {
      return current.get();
    } catch (ExecutionException e) {
      synchronized (this) {
        session = session == current ? null : session; // The next worker tries again.
      }
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw unchecked(e.getCause());
    }
  }

  /** Opens one on a thread of its own: Spark leaves half a context behind if it is interrupted. */
  private CompletableFuture<Session> begin() {
    CompletableFuture<?> before = closed;
    CompletableFuture<Session> begun = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                before.join();
                begun.complete(opener.open());
              } catch (Throwable e) { // It is told to the worker.
                begun.completeExceptionally(e);
              }
            },
            "headway-spark-start");
    thread.setDaemon(true);
    thread.start();
    return begun;
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException fault ? fault : new CompletionException(cause);
  }
}
