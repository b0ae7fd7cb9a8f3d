package dev.headway.faults.terminal;

import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.RunReport;
import dev.headway.process.Processes;
import dev.headway.work.Backend;
import dev.headway.work.Outcome;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The program that faults are done to: a job as users write it, set up by {@code key=value}. */
final class Program {
  private Program() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      options.put(parts[0], parts[1]);
    }
    if (options.containsKey("writers")) {
      Writers.run(options.get("writers").equals("early"), options.get("tasks").equals("long"));
      return;
    }
    int items = Integer.parseInt(options.getOrDefault("items", "40"));
    int workers = Integer.parseInt(options.getOrDefault("workers", "4"));
    Backend backend =
        options.getOrDefault("on", "processes").equals("threads")
            ? Threads.of(workers)
            : Processes.of(workers);
    if (options.containsKey("crowded")) {
      crowd();
    }
    long farewell = Long.parseLong(options.getOrDefault("farewell", "0"));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(farewell))));
    TaskFunction<Integer, Integer> deed = Deeds.named(options.getOrDefault("deed", "quick"));
    String millis = options.getOrDefault("timeout", "600000");
    int done = 0;
    try (Pool pool = Pool.on(backend);
        Results<Integer, Integer> results =
            pool.over(IntStream.range(0, items).boxed().toList())
                .named("work")
                .timeout(Duration.ofMillis(Long.parseLong(millis)))
                .map(deed)) {
      for (Outcome<Integer, Integer> outcome : results.outcomes()) {
        done += outcome.succeeded() ? 1 : 0;
      }
      if (options.containsKey("report")) {
        RunReport report = results.report();
        System.out.println("elapsed " + report.elapsed().toMillis());
        System.out.println("slowest " + report.slowest().get(0).took().toMillis());
      }
      if (options.containsKey("stay")) {
        System.out.println("idle");
        new CountDownLatch(1).await();
      }
    }
    System.out.println("done " + done + "/" + items);
    if (options.containsKey("crowded")) {
      System.exit(0); // Whoever holds the lock never lets it go.
    }
  }

  /** Takes every thread of the common pool, and holds a lock that the tasks want too. */
  private static void crowd() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 64; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    CountDownLatch held = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () -> {
              synchronized (Deeds.heldLock()) {
                held.countDown();
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            },
            "holder");
    holder.setDaemon(true);
    holder.start();
    held.await();
  }
}
