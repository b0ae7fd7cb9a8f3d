package dev.headway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Executors of a test, which end with it, and jobs on them. */
final class ProgramExecutors implements AutoCloseable {
  private final List<ExecutorService> executors = new ArrayList<>();

  /** Makes an executor whose threads are mine-0, mine-1 and so on. */
  ExecutorService fixed(int threads) {
    AtomicInteger made = new AtomicInteger();
    return kept(
        Executors.newFixedThreadPool(
            threads, body -> new Thread(body, "mine-" + made.getAndIncrement())));
  }

  <E extends ExecutorService> E kept(E executor) {
    executors.add(executor);
    return executor;
  }

  static List<Integer> inputs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  static long sum(Pool pool, int count) {
    return pool.map(inputs(count), x -> (long) x).toList().stream().mapToLong(x -> x).sum();
  }

  @Override
  public void close() {
    executors.forEach(ExecutorService::shutdownNow);
  }
}
