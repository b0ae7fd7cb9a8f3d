package dev.headway;

import dev.headway.progress.Meter;
import dev.headway.progress.Summary;
import dev.headway.progress.TaskStatus;
import dev.headway.work.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How a run fares: what takes long, what dies, what is stuck. */
final class Health {
  /** A worker that cannot begin a task says so sooner. */
  private static final long WELL_BEGUN_NANOS = 5_000_000_000L;

  private final Meter meter;
  private final RunEvents events;
  private final Claims<?> claims;
  private final boolean apart;
  private final Slowest slowest = new Slowest();
  private final Errors errors = new Errors();
  private final AtomicInteger stuckThreads = new AtomicInteger();
  private final AtomicInteger replacedWorkers = new AtomicInteger();
  private final AtomicInteger withdrawnWorkers = new AtomicInteger();
  private final Deaths deaths = new Deaths();

  /**
   * Nothing is known yet.
   *
   * @param apart whether workers are processes, of which one may lack what the others have
   */
  Health(Meter meter, RunEvents events, Claims<?> claims, boolean apart) {
    this.meter = meter;
    this.events = events;
    this.claims = claims;
    this.apart = apart;
  }

  /**
   * An attempt at a task ended. If workers die one after the other, and will probably go on to do
   * so, the reason to give the run up is returned, once.
   *
   * @param attempts how often a task is tried at the most: after the last its error counts
   */
  @Nullable IllegalStateException ended(
      Outcome<?, ?> outcome, TaskStatus end, long nanos, int attempts) {
    slowest.ended(outcome, nanos);
    Throwable error = end == TaskStatus.SUCCEEDED ? null : outcome.error();
    if (error != null && outcome.attempts() >= attempts) {
      errors.add(error);
    }
    if (end == TaskStatus.CRASHED) {
      return deaths.another(outcome, meter.counts());
    }
    deaths.over();
    return null;
  }

  /** A thread was given up. */
  void threadLost() {
    stuckThreads.incrementAndGet();
  }

  /** A worker was started in the place of another. */
  void workerReplaced(long now, int worker) {
    replacedWorkers.incrementAndGet();
    events.workerReplaced(now, worker);
  }

  /** A task has failed on a worker: perhaps it is one that fails what others do well. */
  void judge(Fitness fitness, Throwable error) {
    if (apart) {
      fitness.failed(error, meter.counts(), claims.performing() > 1);
    }
  }

  /** True if other workers do the tasks well, or have at least been at them for a while. */
  boolean isDoneWellWithout(InFlight<?> claim, long now) {
    return meter.counts().succeeded() > 0 || claims.areOlder(claim, now - WELL_BEGUN_NANOS);
  }

  /** A worker was taken out of service. */
  void workerWithdrawn(long now, int worker, Throwable error) {
    withdrawnWorkers.incrementAndGet();
    events.workerLost(now, worker, error);
  }

  RunNumbers report(long taken, long now) {
    return new RunNumbers(
        taken,
        meter.counts(),
        Duration.ofNanos(meter.elapsedNanos(now)),
        slowest.list(),
        stuckThreads.get(),
        replacedWorkers.get(),
        withdrawnWorkers.get(),
        errors.byFrequency(),
        meter.occupation(),
        meter.accuracy());
  }

  Summary summary() {
    return new Summary(meter.occupation(), errors.byFrequency(), slowest.list());
  }
}
