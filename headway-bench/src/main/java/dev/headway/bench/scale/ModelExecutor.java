package dev.headway.bench.scale;

import dev.headway.internal.cluster.DriverBudget;
import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import java.time.Duration;

/** Says what the backend would say. The simulation itself moves the workers. */
record ModelExecutor(int count, DriverBudget budget) implements JobExecutor<Run<?, ?>> {
  @Override
  public int threads() {
    return count + budget.queuedBatches();
  }

  @Override
  public Duration dispatchCost() {
    return budget.dispatchCost();
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
