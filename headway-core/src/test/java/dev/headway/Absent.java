package dev.headway;

import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import java.time.Duration;

/** An executor without workers: the test does their work. */
public record Absent(int count) implements JobExecutor<Run<?, ?>> {
  @Override
  public Duration dispatchCost() {
    return Duration.ofNanos(1);
  }

  @Override
  public void requireOpen() {}

  @Override
  public void join(Run<?, ?> run) {}

  @Override
  public void leave(Run<?, ?> run, boolean open) {}

  @Override
  public void capacityFreed(Run<?, ?> run, int wanted) {}

  @Override
  public boolean runOnCaller(Run<?, ?> run) {
    return false;
  }

  @Override
  public void cancel(Run<?, ?> run) {}

  @Override
  public void close() {}
}
