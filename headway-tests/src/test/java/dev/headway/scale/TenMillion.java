package dev.headway.scale;

import dev.headway.Job;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.work.Backend;
import dev.headway.work.Threads;
import java.util.stream.IntStream;

/** Maps ten million lazily produced inputs; the test gives it a small heap. */
final class TenMillion {
  static final int INPUTS = 10_000_000;

  private TenMillion() {}

  static int addOne(int x) {
    return x + 1;
  }

  public static void main(String[] args) {
    Backend backend = args[0].equals("processes") ? Processes.of(2) : Threads.of(2);
    boolean ordered = args[1].equals("ordered");
    try (Pool pool = Pool.on(backend)) {
      Job<Integer> job = pool.over(IntStream.range(0, INPUTS).boxed());
      long sum = 0;
      int count = 0;
      boolean inOrder = true;
      try (Results<Integer, Integer> results =
          (ordered ? job : job.unordered()).map(TenMillion::addOne)) {
        for (int value : results) {
          sum += value;
          count++;
          inOrder &= value == count;
        }
      }
      System.out.println(count + " " + sum + (ordered && !inOrder ? " out of order" : ""));
    }
  }
}
