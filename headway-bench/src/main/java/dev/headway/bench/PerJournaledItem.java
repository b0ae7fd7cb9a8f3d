package dev.headway.bench;

import dev.headway.Display;
import dev.headway.Job;
import dev.headway.Journal;
import dev.headway.Pool;
import dev.headway.work.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** What a journal costs for each item, in nanoseconds, beside the same job without one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PerJournaledItem {
  private static final int ITEMS = 100_000;

  /** What the journal keeps; with "replayed" all is in it already. */
  @Param({"nothing", "marks", "values", "replayed"})
  public String kept;

  /** The work of an item, in tokens of the black hole: some 10 microseconds, or none. */
  @Param({"0", "5000"})
  public int work;

  private List<Integer> inputs;
  private Path folder;
  private Pool pool;

  /** Opens the pool, and fills a journal where it is to be replayed. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    inputs = IntStream.range(0, ITEMS).boxed().toList();
    folder = Files.createTempDirectory("headway-bench");
    pool = Pool.on(Threads.of(2)).on(Display.of());
    if (kept.equals("replayed")) {
      job().map(input -> input).toList();
    }
  }

  /** Each other invocation begins with an empty file. */
  @Setup(Level.Invocation)
  public void empty() throws IOException {
    if (!kept.equals("replayed")) {
      delete(false);
    }
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    pool.close();
    delete(true);
  }

  private void delete(boolean withFolder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
    }
    if (withFolder) {
      Files.delete(folder);
    }
  }

  private Job<Integer> job() {
    Journal<Object> journal = Journal.at(folder.resolve("job.hwj"));
    return kept.equals("nothing")
        ? pool.over(inputs)
        : pool.over(inputs).journal(kept.equals("marks") ? journal.marksOnly() : journal);
  }

  /**
   * Maps a function that only takes its time.
   *
   * @param consumer keeps the results from being optimized away
   */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public void map(Blackhole consumer) {
    int tokens = work;
    for (Integer result :
        job()
            .<Integer>map(
                input -> {
                  if (tokens > 0) {
                    Blackhole.consumeCPU(tokens);
                  }
                  return input;
                })) {
      consumer.consume(result);
    }
  }
}
