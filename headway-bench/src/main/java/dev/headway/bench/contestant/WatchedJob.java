package dev.headway.bench.contestant;

import dev.headway.Pool;
import dev.headway.terminal.Feed;
import dev.headway.work.Threads;
import java.io.IOException;
import java.util.List;

/**
 * A job on threads while a page of the dashboard shows it: {@code what=share} is how much slower it
 * is than without a feed, in percent, in turn in one JVM. {@code what=cpu} is the CPU time of the
 * dashboard, as a percentage of one processor, and {@code what=memory} the most memory that it had.
 * {@code items=N}, and {@code watched=false} for the error of the measurement.
 */
final class WatchedJob {
  private static final int WORKERS = 2;

  /** So many make a task of some 20 microseconds, of work and not of time. */
  private static final int STEPS = 10_000;

  private final Pool pool;
  private final int items;

  private WatchedJob(Pool pool, int items) {
    this.pool = pool;
    this.items = items;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    boolean watched = arguments.flag("watched", true);
    try (Pool pool = Pool.on(Threads.of(WORKERS))) {
      WatchedJob job = new WatchedJob(pool, arguments.number("items", 1_000_000));
      Timed.answer(
          switch (arguments.text("what", "share")) {
            case "share" -> job.share(watched);
            case "cpu" -> job.ofDashboard(true);
            case "memory" -> job.ofDashboard(false);
            default -> throw new IllegalArgumentException("There is no such measure.");
          });
    }
  }

  private double share(boolean watched) throws Exception {
    if (!watched) {
      return median(Timed.pairs(this::run, this::run));
    }
    try (DashboardPage page = DashboardPage.open()) {
      return median(Timed.pairs(() -> shown(page), this::run));
    }
  }

  private static double median(List<Timed.Pair> pairs) {
    return Timed.median(pairs.stream().map(pair -> 100 * (pair.one() / pair.other() - 1)).toList());
  }

  private double ofDashboard(boolean cpu) throws Exception {
    try (DashboardPage page = DashboardPage.open()) {
      run(); // The job itself is warm then.
      long before = page.cpuNanos();
      double nanos = Timed.once(() -> shown(page));
      return cpu ? 100 * (page.cpuNanos() - before) / nanos : page.peakBytes();
    }
  }

  private void shown(DashboardPage page) throws IOException {
    long before = page.events();
    Feed feed = Feed.open();
    try {
      run();
    } finally {
      feed.close();
    }
    if (page.events() == before) {
      throw new IllegalStateException("the page was told nothing");
    }
  }

  private void run() {
    long sum = 0;
    for (long result : pool.over(Payload.numbers(items)).total(items).<Long>map(WatchedJob::spin)) {
      sum += result;
    }
    if (sum == 0) {
      throw new IllegalStateException("wrong results");
    }
  }

  private static long spin(Object input) {
    long state = input.hashCode() + 1L;
    for (int i = 0; i < STEPS; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    return state;
  }
}
