package dev.headway;

import dev.headway.internal.time.HelperThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Takes the results of a run on a thread of its own. */
final class AsyncResult {
  private AsyncResult() {}

  /**
   * Returns what the supplier will have returned, or its failure.
   *
   * @param collect takes the results of a run that has begun
   * @param cancel ends the run: if the future is cancelled, or nobody will take the results
   */
  static <T> CompletableFuture<T> of(Supplier<T> collect, Runnable cancel, Executor thread) {
    CompletableFuture<T> result = new CompletableFuture<>();
    result.whenComplete(
        (value, error) -> {
          if (result.isCancelled()) {
            cancel.run();
          }
        });
    try {
      thread.execute(() -> complete(result, collect));
    } catch (RuntimeException | Error e) { // As where the system has no more threads.
      cancel.run();
      throw e;
    }
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> collect) {
    try {
      result.complete(collect.get());
    } catch (Throwable e) { // Errors too: else the future would never end.
      result.completeExceptionally(e);
    }
  }

  static void onOwnThread(Runnable body) {
    HelperThreads.daemon("headway-results-", body).start();
  }
}
