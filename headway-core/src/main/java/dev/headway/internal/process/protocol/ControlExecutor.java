package dev.headway.internal.process.protocol;

import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Timer;
import java.time.Duration;

/**
 * Does for one worker what must not wait for anything: ends the time that a worker was given, and
 * sends what its caller must not block on. Its threads start when there is something to do and end
 * a second after. There are two, so that one that is blocked in sending does not keep the other
 * from killing.
 */
public final class ControlExecutor {
  private final HelperThreads threads;

  public ControlExecutor(int worker) {
    threads = new HelperThreads(2, "headway-control-" + worker + "-");
  }

  public void now(Runnable action) {
    threads.execute(action);
  }

  /** Does it after a while in which this program could run. */
  public Timer after(Duration delay, Runnable action) {
    return Timer.start(threads, delay.toNanos(), action);
  }
}
