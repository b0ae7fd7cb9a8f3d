package dev.headway.bench;

import dev.headway.internal.estimate.Estimate;
import dev.headway.internal.estimate.ScheduleEstimator;
import dev.headway.internal.estimate.data.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a prediction costs the thread that draws: alone, and in ten refreshes, a second's worth. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Predictions {
  private static final long SECOND = 1_000_000_000L;

  /** Workers, and inputs that wait. */
  @Param({"8 1000", "1000 1000000"})
  String size;

  private ScheduleEstimator estimator;
  private int workers;
  private long total;
  private long settled;
  private long elapsed;
  private long busy;
  private List<Observation.Running> running;

  /** Lets a job go on for a while. */
  @Setup
  public void begin() {
    String[] words = size.split(" ");
    workers = Integer.parseInt(words[0]);
    total = Long.parseLong(words[1]) + 1000;
    estimator = new ScheduleEstimator();
    elapsed = 100 * SECOND;
    Random random = new Random(1);
    running = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      running.add(new Observation.Running(1000 + i, 1, (long) (random.nextDouble() * SECOND)));
    }
    List<Observation.Ended> ended = new ArrayList<>();
    for (; settled < 1000; settled++) {
      long nanos = (long) (Math.exp(random.nextGaussian()) * SECOND);
      busy += nanos;
      ended.add(new Observation.Ended(settled, 1, nanos));
    }
    observe(0, ended);
  }

  private Estimate observe(long nanos, List<Observation.Ended> ended) {
    elapsed += nanos;
    return estimator.observe(
        new Observation(
            elapsed,
            settled,
            total,
            settled,
            total,
            settled,
            busy,
            workers,
            workers,
            busy + workers * SECOND / 2,
            running,
            ended));
  }

  /** One refresh that predicts anew. */
  @Benchmark
  public Estimate anew() {
    return observe(SECOND, List.of());
  }

  /** The refreshes of a second, of which one predicts anew. */
  @Benchmark
  public Estimate aSecond() {
    Estimate last = null;
    for (int i = 0; i < 10; i++) {
      last = observe(SECOND / 10, List.of());
    }
    return last;
  }
}
