package dev.headway.internal.scheduler;

import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import dev.headway.work.Backend;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs tasks on the caller's thread: one task whenever the caller waits for an outcome. */
public final class CallerRunsExecutor implements JobExecutor<Run<?, ?>> {
  private final Backend backend;
  private final WorkerListener listener;
  private final Map<Run<?, ?>, WorkerSlot> slots = new ConcurrentHashMap<>();
  private final OpenRuns openRuns = new OpenRuns();
  private volatile boolean closed;

  public CallerRunsExecutor(Backend backend, WorkerListener listener) {
    this.backend = backend;
    this.listener = listener;
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public Duration dispatchCost() {
    return backend.dispatchCost();
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This pool is closed. Create a new pool.");
    }
  }

  @Override
  public void join(Run<?, ?> run) {
    slots.put(run, WorkerSlot.ofCaller(0, backend.worker(0, listener), null));
    if (closed) {
      run.cancel();
    }
  }

  @Override
  public void leave(Run<?, ?> run, boolean open) {
    openRuns.left(run, open);
    WorkerSlot slot = slots.remove(run);
    if (slot != null) {
      slot.worker().close();
    }
  }

  @Override
  public void capacityFreed(Run<?, ?> run, int wanted) {}

  @Override
  public boolean runOnCaller(Run<?, ?> run) throws InterruptedException {
    WorkerSlot slot = slots.get(run);
    if (slot == null) {
      return false;
    }
    slot.worker().prepare();
    return slot.work(run, taken -> {});
  }

  @Override
  public void cancel(Run<?, ?> run) {
    WorkerSlot slot = slots.get(run);
    if (slot != null) {
      slot.cancel(run);
    }
  }

  @Override
  public void close() {
    closed = true;
    openRuns.cancelWith(slots.keySet());
  }
}
