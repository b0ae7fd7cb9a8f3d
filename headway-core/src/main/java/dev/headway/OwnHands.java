package dev.headway;

import dev.headway.work.Backend;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The caller does the work, one task whenever it waits for an outcome. */
final class OwnHands implements Hands {
  private final Backend backend;
  private final WorkerListener listener;
  private final Map<Run<?, ?>, Hand> runs = new ConcurrentHashMap<>();
  private volatile boolean closed;

  OwnHands(Backend backend, WorkerListener listener) {
    this.backend = backend;
    this.listener = listener;
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public Duration handOver() {
    return backend.handOver();
  }

  @Override
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This pool is closed. Create a new pool.");
    }
  }

  @Override
  public void join(Run<?, ?> run) {
    runs.put(run, Hand.helping(0, backend.worker(0, listener), null));
    if (closed) {
      run.cancel();
    }
  }

  @Override
  public void leave(Run<?, ?> run) {
    Hand hand = runs.remove(run);
    if (hand != null) {
      hand.worker().close();
    }
  }

  @Override
  public void roomIn(Run<?, ?> run, int wanted) {}

  @Override
  public boolean help(Run<?, ?> run) throws InterruptedException {
    Hand hand = runs.get(run);
    if (hand == null) {
      return false;
    }
    hand.worker().prepare();
    return hand.work(run, joined -> {});
  }

  @Override
  public void cancel(Run<?, ?> run) {
    Hand hand = runs.get(run);
    if (hand != null) {
      hand.cancel(run);
    }
  }

  @Override
  public void close() {
    closed = true;
    runs.keySet().forEach(Run::cancel);
  }
}
