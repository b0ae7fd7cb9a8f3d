package dev.headway.bench;

import dev.headway.Display;
import dev.headway.Progress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a bar adds to one step, in nanoseconds: in a loop over elements that cost nothing, and by
 * hand from one thread and from two; beside what counts without a bar, and beside another library's
 * bar. All bars are open and read ten times a second, but draw nothing: set {@code
 * HEADWAY_PROGRESS=off}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Steps {
  /** So many that the opening of the bar and its last frame disappear. */
  private static final int ITEMS = 5_000_000;

  private static final List<Integer> SOURCE = new ArrayList<>(Collections.nCopies(ITEMS, 1));

  /** What all threads count into. */
  @State(Scope.Benchmark)
  public static class Shared {
    private final Progress bar = Display.of(snapshot -> {}).begin("steps");
    private final ProgressBar tongfei = quiet().build();
    private final AtomicLong atomic = new AtomicLong();
    private final LongAdder adder = new LongAdder();

    /** Ends both bars. */
    @TearDown
    public void close() {
      bar.close();
      tongfei.close();
    }
  }

  /** The floor: a number of each thread's own, with nobody near it. */
  @State(Scope.Thread)
  public static class Own {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] slots = new long[33];

    private void add() {
      SLOT.setOpaque(slots, 16, (long) SLOT.getOpaque(slots, 16) + 1);
    }
  }

  private static ProgressBarBuilder quiet() {
    return new ProgressBarBuilder()
        .setUpdateIntervalMillis(100)
        .setConsumer(new DelegatingProgressBarConsumer(line -> {}, 80));
  }

  /**
   * The loop alone.
   *
   * @return keeps it from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long loop() {
    return sum(SOURCE);
  }

  /**
   * The loop with a count that another thread could read at any time: the floor.
   *
   * @param own where to
   * @return keeps it from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long loopCounted(Own own) {
    long sum = 0;
    long n = 0;
    for (int each : SOURCE) {
      sum += each;
      Own.SLOT.setOpaque(own.slots, 16, ++n);
    }
    return sum;
  }

  /**
   * The loop with Headway's bar.
   *
   * @return keeps it from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long loopHeadway() {
    return sum(Progress.over(SOURCE));
  }

  /**
   * The loop with the bar of me.tongfei.
   *
   * @return keeps it from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long loopTongfei() {
    return sum(ProgressBar.wrap(SOURCE, quiet()));
  }

  private static long sum(Iterable<Integer> source) {
    long sum = 0;
    for (int each : source) {
      sum += each;
    }
    return sum;
  }

  /**
   * One step, one thread.
   *
   * @param shared the bar
   */
  @Benchmark
  public void advance1Headway(Shared shared) {
    shared.bar.advance();
  }

  /**
   * One step of either of two threads.
   *
   * @param shared the bar
   */
  @Benchmark
  @Threads(2)
  public void advance2Headway(Shared shared) {
    shared.bar.advance();
  }

  /**
   * One step, one thread.
   *
   * @param shared the bar
   */
  @Benchmark
  public void advance1Tongfei(Shared shared) {
    shared.tongfei.step();
  }

  /**
   * One step of either of two threads.
   *
   * @param shared the bar
   */
  @Benchmark
  @Threads(2)
  public void advance2Tongfei(Shared shared) {
    shared.tongfei.step();
  }

  /**
   * The floor.
   *
   * @param own where to
   */
  @Benchmark
  public void advance1Own(Own own) {
    own.add();
  }

  /**
   * The floor, of two threads.
   *
   * @param own where to
   */
  @Benchmark
  @Threads(2)
  public void advance2Own(Own own) {
    own.add();
  }

  /**
   * The JDK's counter for many threads.
   *
   * @param shared the counter
   */
  @Benchmark
  public void advance1LongAdder(Shared shared) {
    shared.adder.increment();
  }

  /**
   * The JDK's counter for many threads, from two.
   *
   * @param shared the counter
   */
  @Benchmark
  @Threads(2)
  public void advance2LongAdder(Shared shared) {
    shared.adder.increment();
  }

  /**
   * The JDK's plain counter.
   *
   * @param shared the counter
   */
  @Benchmark
  public void advance1AtomicLong(Shared shared) {
    shared.atomic.incrementAndGet();
  }

  /**
   * The JDK's plain counter, from two threads.
   *
   * @param shared the counter
   */
  @Benchmark
  @Threads(2)
  public void advance2AtomicLong(Shared shared) {
    shared.atomic.incrementAndGet();
  }
}
