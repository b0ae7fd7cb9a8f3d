package dev.headway.bench;

import dev.headway.Display;
import dev.headway.Job;
import dev.headway.Pool;
import dev.headway.process.Processes;
import dev.headway.progress.View;
import dev.headway.work.TaskFunction;
import java.io.Serializable;
import java.util.Collections;
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
 * What Headway costs for each item, in microseconds, when two worker processes do nothing with it
 * but send it back: by the way in which items of its kind travel.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PerProcessItem {
  private static final int MANY = 100_000;
  private static final int SOME = 10_000;
  private static final int FEW = 100;
  private static final String TEXT = "x".repeat(960);

  /** Whether results come in the order of the inputs. */
  @Param({"true", "false"})
  public boolean ordered;

  private List<Integer> numbers;
  private List<Flat> records;
  private List<Deep> objects;
  private List<byte[]> arrays;
  private Pool pool;

  /**
   * One kilobyte in a record of plain components.
   *
   * @param number some number
   * @param weight another
   * @param name a short text
   * @param text a long one
   */
  public record Flat(int number, double weight, String name, String text) implements Serializable {}

  /**
   * One kilobyte in a record that is left to the JDK's serialization.
   *
   * @param number some number
   * @param texts a list
   */
  public record Deep(int number, List<String> texts) implements Serializable {}

  /** Opens the pool, whose processes serve all iterations. */
  @Setup(Level.Trial)
  public void open() {
    View nothing = snapshot -> {};
    numbers = IntStream.range(0, MANY).boxed().toList();
    records = IntStream.range(0, SOME).mapToObj(i -> new Flat(i, i, "n" + i, TEXT)).toList();
    objects = IntStream.range(0, SOME).mapToObj(i -> new Deep(i, List.of("n" + i, TEXT))).toList();
    arrays = Collections.nCopies(FEW, new byte[1 << 20]);
    pool = Pool.on(Processes.of(2)).on(Display.of(nothing));
  }

  /** Ends the processes. */
  @TearDown(Level.Trial)
  public void close() {
    pool.close();
  }

  private <A> void map(List<A> inputs, TaskFunction<A, A> function, Blackhole consumer) {
    Job<A> job = pool.over(inputs);
    for (A result : (ordered ? job : job.unordered()).<A>map(function)) {
      consumer.consume(result);
    }
  }

  /**
   * Boxed numbers.
   *
   * @param consumer keeps the results from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public void number(Blackhole consumer) {
    map(numbers, input -> input + 1, consumer);
  }

  /**
   * Records that travel without the JDK's streams.
   *
   * @param consumer keeps the results from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(SOME)
  public void flatRecord(Blackhole consumer) {
    map(records, input -> input, consumer);
  }

  /**
   * Objects that travel in the JDK's streams.
   *
   * @param consumer keeps the results from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(SOME)
  public void object(Blackhole consumer) {
    map(objects, input -> input, consumer);
  }

  /**
   * A mebibyte in and out.
   *
   * @param consumer keeps the results from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(FEW)
  public void mebibyte(Blackhole consumer) {
    map(arrays, input -> input, consumer);
  }

  /**
   * One task alone, there and back.
   *
   * @return its result
   */
  @Benchmark
  public List<Integer> lone() {
    return pool.over(List.of(1)).<Integer>map(input -> input + 1).toList();
  }
}
