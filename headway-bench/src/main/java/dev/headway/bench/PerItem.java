package dev.headway.bench;

import dev.headway.Display;
import dev.headway.Job;
import dev.headway.Pool;
import dev.headway.progress.View;
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
 * What Headway costs for each item, in nanoseconds, when the work itself costs nothing: on threads,
 * with and without order, with and without a view.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PerItem {
  private static final int ITEMS = 100_000;

  /** How many threads. */
  @Param({"1", "2"})
  public int workers;

  /** Whether results come in the order of the inputs. */
  @Param({"true", "false"})
  public boolean ordered;

  /** Whether snapshots are taken, for a view that does nothing with them. */
  @Param({"false", "true"})
  public boolean shown;

  private List<Integer> inputs;
  private Pool pool;

  /** Opens the pool, whose threads serve all iterations. */
  @Setup(Level.Trial)
  public void open() {
    View nothing = snapshot -> {};
    inputs = IntStream.range(0, ITEMS).boxed().toList();
    pool = Pool.on(Threads.of(workers)).on(shown ? Display.of(nothing) : Display.of());
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
  public void map(Blackhole consumer) {
    Job<Integer> job = pool.over(inputs);
    for (Integer result : (ordered ? job : job.unordered()).<Integer>map(input -> input)) {
      consumer.consume(result);
    }
  }

  /**
   * Maps a function that does nothing, into a list.
   *
   * @return the list
   */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public List<Integer> toList() {
    Job<Integer> job = pool.over(inputs);
    return (ordered ? job : job.unordered()).<Integer>map(input -> input).toList();
  }
}
