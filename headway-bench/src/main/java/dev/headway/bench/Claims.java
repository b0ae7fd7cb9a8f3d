package dev.headway.bench;

import dev.headway.Pool;
import dev.headway.work.Threads;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a claim costs, in nanoseconds: the window is so small that each holds one task, however tiny
 * tasks are, and each has its handler woken.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Claims {
  private static final int ITEMS = 10_000;

  /** How many threads. */
  @Param({"1", "2"})
  public int workers;

  private List<Integer> inputs;
  private Pool pool;

  /** Opens the pool, whose threads serve all iterations. */
  @Setup(Level.Trial)
  public void open() {
    inputs = IntStream.range(0, ITEMS).boxed().toList();
    pool = Pool.on(Threads.of(workers)).quiet();
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void close() {
    pool.close();
  }

  /**
   * Maps a function that does nothing.
   *
   * @param consumer keeps the results from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public void ofOneTask(Blackhole consumer) {
    for (Integer result : pool.over(inputs).window(workers).<Integer>map(input -> input)) {
      consumer.consume(result);
    }
  }
}
