package dev.headway.bench.contestant;

import dev.headway.Pool;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The round trip of one task at a time on a warm pool: through a job that stays open and takes one
 * input when it has delivered the last ({@code way=window}), or as a job of its own ({@code
 * way=job}). {@code backend=threads|processes bar=true|false items=N}; with {@code versus=true} it
 * answers how many times as long as a bare socket of the same moment it takes, the two in turn in
 * one JVM: how fast a core wakes changes from moment to moment.
 */
final class LoneTask {
  private LoneTask() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int items = arguments.number("items", 2_000);
    try (Pool opened = Pool.on(HeadwayMap.backend(arguments))) {
      Pool pool = arguments.flag("bar", true) ? opened : opened.quiet();
      Timed.Job job =
          arguments.text("way", "window").equals("window")
              ? () -> oneJob(pool, items)
              : () -> jobs(pool, items);
      if (arguments.flag("versus", false)) {
        try (SocketEcho echo = new SocketEcho(1, 16, items)) {
          double[] nanos = Timed.inTurn(job, echo::run);
          Timed.answer(nanos[0] / nanos[1]);
        }
      } else {
        Timed.answer(Timed.nanos(job) / items);
      }
    }
  }

  private static void oneJob(Pool pool, int items) {
    int sum = 0;
    List<Integer> inputs = IntStream.range(0, items).boxed().toList();
    for (int result : pool.over(inputs).window(1).<Integer>map(x -> x + 1)) {
      sum += result;
    }
    check(sum, items);
  }

  private static void jobs(Pool pool, int items) {
    int sum = 0;
    for (int i = 0; i < items; i++) {
      sum += pool.over(List.of(i)).<Integer>map(x -> x + 1).toList().get(0);
    }
    check(sum, items);
  }

  private static void check(int sum, int items) {
    if (sum != items * (items + 1) / 2) {
      throw new IllegalStateException("wrong results");
    }
  }
}
