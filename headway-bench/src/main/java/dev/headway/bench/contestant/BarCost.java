package dev.headway.bench.contestant;

import dev.headway.Pool;
import dev.headway.progress.View;
import dev.headway.work.Threads;
import java.io.Serializable;
import java.util.List;

/**
 * What the bar costs a job on threads: the same job with the bar and without a view, in turn in one
 * JVM. Answers the nanoseconds that it adds to an item, or with {@code as=percent} the share. With
 * {@code bar=false} neither has a bar: what is answered then is the error of the measurement.
 */
final class BarCost {
  private static final int ITEMS = 10_000_000;

  private BarCost() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    try (Pool shown = Pool.on(Threads.of(arguments.number("workers", 2)))) {
      Pool hidden = shown.withViews(new View[0]);
      Pool first = arguments.flag("bar", true) ? shown : hidden;
      boolean percent = arguments.text("as", "nanos").equals("percent");
      List<Double> added =
          Timed.pairs(() -> run(first), () -> run(hidden)).stream()
              .map(
                  pair ->
                      percent
                          ? 100 * (pair.one() / pair.other() - 1)
                          : (pair.one() - pair.other()) / ITEMS)
              .toList();
      Timed.answer(Timed.median(added));
    }
  }

  private static void run(Pool pool) {
    int count = 0;
    for (Serializable result :
        pool.over(Payload.numbers(ITEMS)).total(ITEMS).<Serializable>map(Payload::plusOne)) {
      if (result != null) {
        count++;
      }
    }
    if (count != ITEMS) {
      throw new IllegalStateException("wrong results");
    }
  }
}
