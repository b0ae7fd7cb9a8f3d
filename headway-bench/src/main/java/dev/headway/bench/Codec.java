package dev.headway.bench;

import dev.headway.Pool;
import dev.headway.process.Processes;
import java.io.Serializable;
import java.util.ArrayList;
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
 * What values cost on their way to a worker process and back, in nanoseconds, by their type: some
 * have a fast path, others are serialized.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Codec {
  private static final int ITEMS = 10_000;

  /** What travels. */
  @Param({"INTEGER", "STRING", "BYTES", "RECORD"})
  public Kind kind;

  private final List<Serializable> inputs = new ArrayList<>();
  private Pool pool;

  /** Types of values. */
  public enum Kind {
    /** A boxed number. */
    INTEGER,
    /** A text of 16 characters or so. */
    STRING,
    /** An array of 1 KiB. */
    BYTES,
    /** A record of the program, which knows no fast path. */
    RECORD;

    Serializable value(int index) {
      return switch (this) {
        case INTEGER -> index;
        case STRING -> "the string " + index;
        case BYTES -> new byte[1024];
        case RECORD -> new Point("the point " + index, index, -index);
      };
    }
  }

  /**
   * A record as programs have them.
   *
   * @param name a text
   * @param x a number
   * @param y a number
   */
  record Point(String name, double x, double y) implements Serializable {}

  /** Starts the worker, which serves all iterations. */
  @Setup(Level.Trial)
  public void open() {
    IntStream.range(0, ITEMS).forEach(index -> inputs.add(kind.value(index)));
    pool = Pool.on(Processes.of(1)).quiet();
  }

  /** Ends the worker. */
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
  public void thereAndBack(Blackhole consumer) {
    for (Serializable result : pool.over(inputs).<Serializable>map(input -> input)) {
      consumer.consume(result);
    }
  }
}
