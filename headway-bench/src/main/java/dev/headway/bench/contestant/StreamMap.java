package dev.headway.bench.contestant;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Streams add one to numbers: a parallel stream over a list that exists ({@code source=list}) or
 * over an iterator ({@code source=iterator}), or {@code Gatherers.mapConcurrent} ({@code
 * source=concurrent}, from Java 24 on). {@code workers=N items=N}
 */
final class StreamMap {
  private StreamMap() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    int items = arguments.number("items", 1_000_000);
    int workers = arguments.number("workers", 2);
    ForkJoinPool pool = new ForkJoinPool(workers);
    Timed.Job job =
        switch (arguments.text("source", "list")) {
          case "list" -> {
            List<Integer> list = IntStream.range(0, items).boxed().toList();
            yield () -> check(pool.submit(() -> map(list.parallelStream())).get(), items);
          }
          case "iterator" ->
              () -> check(pool.submit(() -> map(lazily(items).parallel())).get(), items);
          case "concurrent" -> () -> check(concurrently(lazily(items), workers), items);
          default -> throw new IllegalArgumentException("no such source");
        };
    Timed.answer(Timed.nanos(job) / items);
    pool.shutdown();
  }

  private static Stream<Serializable> lazily(int items) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            Payload.numbers(items), Spliterator.ORDERED | Spliterator.IMMUTABLE),
        false);
  }

  private static List<Serializable> map(Stream<? extends Serializable> inputs) {
    return inputs.map(Payload::plusOne).collect(Collectors.toList());
  }

  /** {@code inputs.gather(Gatherers.mapConcurrent(workers, plusOne)).toList()}. */
  private static List<?> concurrently(Stream<Serializable> inputs, int workers) throws Exception {
    Function<Serializable, Serializable> plusOne = Payload::plusOne;
    Method mapConcurrent =
        Class.forName("java.util.stream.Gatherers")
            .getMethod("mapConcurrent", int.class, Function.class);
    Method gather = Stream.class.getMethod("gather", Class.forName("java.util.stream.Gatherer"));
    Stream<?> mapped =
        (Stream<?>) gather.invoke(inputs, mapConcurrent.invoke(null, workers, plusOne));
    return mapped.toList();
  }

  private static void check(List<?> results, int items) {
    if (results.size() != items) {
      throw new IllegalStateException("wrong results");
    }
  }
}
