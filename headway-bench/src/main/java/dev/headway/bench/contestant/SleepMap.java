package dev.headway.bench.contestant;

import dev.headway.Job;
import dev.headway.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Tasks that sleep, of one of several {@link Shape shapes}. Answers how long they took together,
 * with the start of the pool if it is {@code cold=true}: of the first in this JVM, or with {@code
 * loaded=true} of the second, when the classes are loaded but all workers start anew. {@code
 * backend=threads|processes|stream|loop workers=N shape=NAME window=N}, where {@code loop} is the
 * floor: each thread sleeps the next that is left, with nothing around it.
 */
final class SleepMap {
  private SleepMap() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    List<Double> seconds = Shape.named(arguments.text("shape", "tutorial"));
    int workers = arguments.number("workers", 2);
    switch (arguments.text("backend", "threads")) {
      case "stream" -> {
        ForkJoinPool pool = new ForkJoinPool(workers);
        Timed.Job job = () -> pool.submit(() -> check(stream(seconds), seconds)).get();
        Timed.answer(warm(job));
        pool.shutdown();
      }
      case "loop" ->
          Timed.answer(
              warm(() -> FloorLoop.run(seconds.size(), workers, i -> sleep(seconds.get(i)))));
      default -> {
        if (arguments.flag("cold", false)) {
          if (arguments.flag("loaded", false)) {
            cold(arguments, seconds);
          }
          Timed.answer(Timed.once(() -> cold(arguments, seconds)));
        } else {
          try (Pool pool = Pool.on(HeadwayMap.backend(arguments))) {
            Timed.answer(warm(() -> map(pool, arguments, seconds)));
          }
        }
      }
    }
  }

  /** The second time: the workers are up, and the classes are loaded. */
  private static double warm(Timed.Job job) throws Exception {
    job.run();
    return Timed.once(job);
  }

  private static void cold(Arguments arguments, List<Double> seconds) {
    try (Pool pool = Pool.on(HeadwayMap.backend(arguments))) {
      map(pool, arguments, seconds);
    }
  }

  private static void map(Pool pool, Arguments arguments, List<Double> seconds) {
    Job<Double> job = pool.over(seconds);
    int window = arguments.number("window", 0);
    if (window > 0) {
      job = job.window(window);
    }
    List<Double> results = new ArrayList<>();
    // One by one: toList would not need the window.
    for (Double result : job.<Double>map(SleepMap::sleep)) {
      results.add(result);
    }
    check(results, seconds);
  }

  private static List<Double> stream(List<Double> seconds) {
    return seconds.parallelStream().map(SleepMap::sleep).collect(Collectors.toList());
  }

  /** Thread.sleep of Java 17 knows no microseconds; this does, as Python's does. */
  private static Double sleep(Double seconds) {
    long nanos = Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return seconds;
  }

  private static boolean check(List<Double> results, List<Double> inputs) {
    if (!results.equals(inputs)) {
      throw new IllegalStateException("wrong results: " + results.size());
    }
    return true;
  }
}
