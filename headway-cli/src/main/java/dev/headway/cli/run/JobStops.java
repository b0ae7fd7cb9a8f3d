package dev.headway.cli.run;

import dev.headway.internal.terminal.device.SignalHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops the jobs when Ctrl-Z stops this program, and lets them go on with it. The terminal does
 * that for one process group alone, and jobs have groups of their own.
 */
final class JobStops implements AutoCloseable {
  /** In a group without a shell to continue it, the system ignores the stop. */
  private static final long IGNORED_MILLIS = 500;

  private final RunningJobs running;
  private final List<SignalHandler> heard = new ArrayList<>();
  private volatile CountDownLatch resumed = new CountDownLatch(1);

  JobStops(RunningJobs running) {
    this.running = running;
  }

  /** From now on stops are heard, before the bar hears them. */
  void open() {
    keep(SignalHandler.hear("CONT", () -> resumed.countDown()));
    keep(SignalHandler.around("TSTP", this::stop));
  }

  private void keep(@Nullable SignalHandler signals) {
    if (signals != null) {
      heard.add(signals);
    }
  }

  private void stop(Runnable stopProgram) {
    running.stopDuring(
        () -> {
          resumed = new CountDownLatch(1);
          stopProgram.run();
          awaitResumption(); // The stop comes a moment later.
        });
  }

  private void awaitResumption() {
    try {
      resumed.await(IGNORED_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    heard.forEach(SignalHandler::end);
    heard.clear();
  }
}
