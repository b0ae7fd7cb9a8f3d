package dev.headway.bench;

import dev.headway.progress.Display;
import dev.headway.progress.Progress;
import dev.headway.progress.View;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of a bar that is open and looked at ten times a second, in nanoseconds: by one thread,
 * and by two at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Steps {
  private Progress bar;

  /** Opens the bar. */
  @Setup(Level.Trial)
  public void open() {
    View nothing = snapshot -> {};
    bar = Display.of(nothing).begin("steps");
  }

  /** Ends the bar. */
  @TearDown(Level.Trial)
  public void close() {
    bar.close();
  }

  /** One thread. */
  @Benchmark
  @Threads(1)
  public void alone() {
    bar.advance();
  }

  /** Two threads on the same bar. */
  @Benchmark
  @Threads(2)
  public void byTwo() {
    bar.advance();
  }
}
