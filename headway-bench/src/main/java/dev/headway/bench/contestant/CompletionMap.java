package dev.headway.bench.contestant;

import java.io.Serializable;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An {@link ExecutorCompletionService} adds one to numbers, results as they complete: all tasks at
 * once, or as many in flight as a window holds. {@code window=N items=N}
 */
final class CompletionMap {
  private CompletionMap() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int items = arguments.number("items", 1_000_000);
    int window = arguments.number("window", Integer.MAX_VALUE);
    ExecutorService threads = Executors.newFixedThreadPool(arguments.number("workers", 2));
    Timed.answer(Timed.nanos(() -> map(threads, items, window)) / items);
    threads.shutdown();
  }

  private static void map(ExecutorService threads, int items, int window)
      throws InterruptedException, ExecutionException {
    ExecutorCompletionService<Serializable> service = new ExecutorCompletionService<>(threads);
    Iterator<Serializable> inputs = Payload.numbers(items);
    int running = 0;
    while (inputs.hasNext()) {
      Serializable input = inputs.next();
      service.submit(() -> Payload.plusOne(input));
      if (++running >= window) {
        service.take().get();
        running--;
      }
    }
    while (running-- > 0) {
      service.take().get();
    }
  }
}
