package dev.headway.bench.contestant;

import dev.headway.Job;
import dev.headway.Pool;
import dev.headway.process.Processes;
import dev.headway.work.Backend;
import dev.headway.work.TaskFunction;
import dev.headway.work.Threads;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Headway maps a function that does next to nothing over inputs that an iterator yields.
 *
 * <p>{@code backend=threads|processes workers=N order=true|false bar=true|false window=N items=N
 * payload=integers|records|blobs once=true|false heap=BYTES}
 */
final class HeadwayMap {
  private final Pool pool;
  private final boolean ordered;
  private final int window;
  private final Payload payload;
  private final IntFunction<Serializable> maker;
  private final int items;

  private HeadwayMap(Pool pool, Arguments arguments) {
    this.pool = arguments.flag("bar", true) ? pool : pool.quiet();
    this.ordered = arguments.flag("order", true);
    this.window = arguments.number("window", 0);
    this.payload = Payload.valueOf(arguments.text("payload", "integers").toUpperCase(Locale.ROOT));
    this.maker = payload.maker();
    this.items = arguments.number("items", 1_000_000);
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    try (Pool pool = Pool.on(backend(arguments))) {
      HeadwayMap map = new HeadwayMap(pool, arguments);
      boolean once = arguments.flag("once", false);
      Timed.answer((once ? Timed.once(map::run) : Timed.nanos(map::run)) / map.items);
    }
  }

  static Backend backend(Arguments arguments) {
    int workers = arguments.number("workers", 2);
    if (!arguments.text("backend", "threads").equals("processes")) {
      return Threads.of(workers);
    }
    int heap = arguments.number("heap", 0);
    Processes processes = Processes.of(workers);
    return heap == 0 ? processes : processes.heap(heap);
  }

  private void run() {
    // With a collection of known size the bar would have a percentage; the iterator's size is told.
    Job<Serializable> job = pool.over(Payload.items(maker, items)).total(items);
    if (!ordered) {
      job = job.unordered();
    }
    if (window > 0) {
      job = job.window(window);
    }
    int count = 0;
    TaskFunction<Serializable, Serializable> function =
        payload == Payload.INTEGERS ? Payload::plusOne : Payload::same;
    Iterator<Serializable> results = job.<Serializable>map(function).iterator();
    while (results.hasNext()) {
      if (results.next() != null) {
        count++;
      }
    }
    if (count != items) {
      throw new IllegalStateException(count + " results for " + items + " inputs");
    }
  }
}
