package dev.headway;

import java.time.Duration;

/** Hands that do nothing by themselves: the test does it. */
record Absent(int count) implements Hands {
  @Override
  public Duration handOver() {
    return Duration.ofNanos(1);
  }

  @Override
  public void requireOpen() {}

  @Override
  public void join(Run<?, ?> run) {}

  @Override
  public void leave(Run<?, ?> run) {}

  @Override
  public void roomIn(Run<?, ?> run, int wanted) {}

  @Override
  public boolean help(Run<?, ?> run) {
    return false;
  }

  @Override
  public void cancel(Run<?, ?> run) {}

  @Override
  public void close() {}
}
