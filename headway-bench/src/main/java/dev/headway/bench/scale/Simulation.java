package dev.headway.bench.scale;

import dev.headway.bench.scale.Meter.Sum;
import dev.headway.internal.cluster.DriverBudget;
import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.run.DispatchedBatch;
import dev.headway.internal.run.InputSource;
import dev.headway.internal.run.JobConfig;
import dev.headway.internal.run.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One job on a cluster that is a model. Its run is the engine's own: it takes the inputs, sizes the
 * batches, holds back what is too far ahead and puts the results in order, by a clock that the
 * simulation moves.
 */
final class Simulation {
  private final Scenario scenario;
  private final SparkCosts costs;
  private final DriverBudget budget;
  private final Timeline timeline = new Timeline();
  private final SplittableRandom random = new SplittableRandom(7);
  private final Meter meter;
  private final Run<Integer, Integer> run;

  private final Deque<Lane> idle = new ArrayDeque<>();
  private List<Lane> ready = new ArrayList<>();
  private final Deque<Lane> queued = new ArrayDeque<>();
  private int freeSlots;
  private long plannerFreeAt;
  private long launcherFreeAt;
  private long nextJobAt;
  private boolean jobPlanned;
  private long taken;
  private long delivered;

  Simulation(Scenario scenario, SparkCosts costs) {
    this.scenario = scenario;
    this.costs = costs;
    this.budget = new DriverBudget(scenario.slots());
    this.meter = new Meter(scenario);
    this.freeSlots = scenario.slots();
    for (int number = 0; number < scenario.slots() + budget.queuedBatches(); number++) {
      idle.add(new Lane(number));
    }
    JobConfig<Integer> config =
        JobConfig.of(
            InputSource.of(IntStream.range(0, (int) scenario.items()).boxed()),
            LiveDisplay.manual(timeline),
            List.of());
    this.run = new Run<>(config, x -> x, new ModelExecutor(scenario.slots(), budget), null);
  }

  Reading run() throws InterruptedException {
    run.begin();
    do {
      take();
      deliver();
    } while (timeline.step(meter::now));
    if (delivered != scenario.items()) {
      throw new IllegalStateException(
          delivered + " of " + scenario.items() + " items were delivered: the job hangs.");
    }
    return meter.reading();
  }

  /** Lets workers of the driver take batches while there are any. */
  private void take() throws InterruptedException {
    while (!idle.isEmpty()) {
      DispatchedBatch<Integer, Integer> batch = run.takeBatch(idle.peek().worker);
      if (batch == null) {
        break;
      }
      Lane lane = idle.remove();
      lane.takes(batch, timeline.nanoTime());
      taken += batch.size();
      ready.add(lane);
      meter.held(taken - delivered);
      meter.add(Sum.PROCESSORS, batch.size() * costs.item());
    }
    if (!ready.isEmpty() && !jobPlanned) {
      jobPlanned = true;
      timeline.at(nextJobAt, this::submitJob);
    }
  }

  private void submitJob() {
    jobPlanned = false;
    nextJobAt = timeline.nanoTime() + DriverBudget.JOB_PAUSE_NANOS;
    List<Lane> batches = ready;
    ready = new ArrayList<>();
    plannerFreeAt = Math.max(plannerFreeAt, timeline.nanoTime()) + costs.job();
    meter.add(Sum.PLANNER, costs.job());
    timeline.at(
        plannerFreeAt,
        () -> {
          queued.addAll(batches);
          launch();
        });
  }

  private void launch() {
    while (freeSlots > 0 && !queued.isEmpty()) {
      freeSlots--;
      Lane lane = queued.remove();
      meter.add(Sum.TASKS, 1);
      meter.add(Sum.LAUNCHER, costs.task());
      launcherFreeAt = Math.max(launcherFreeAt, timeline.nanoTime()) + costs.task();
      timeline.at(launcherFreeAt + costs.toSlot(), () -> begin(lane));
    }
  }

  private void begin(Lane lane) {
    long now = timeline.nanoTime() + costs.start();
    long end = lane.begins(now, scenario.itemNanos(), random);
    timeline.at(now + costs.toDriver(), () -> lane.batch().waited());
    planMessage(lane, now);
    timeline.at(end + costs.toDriver(), () -> end(lane, end));
    timeline.at(now, () -> meter.running(1));
    timeline.at(end, () -> meter.running(-1));
  }

  /** The executor tells of what has ended, at once, but not too often. */
  private void planMessage(Lane lane, long lastSent) {
    long next = lane.nextEnd();
    if (next == 0) {
      return;
    }
    DispatchedBatch<Integer, Integer> batch = lane.batch();
    long sent = Math.max(next, lastSent + budget.messageNanos());
    timeline.at(
        sent + costs.toDriver(),
        () -> {
          if (lane.batch() == batch && lane.nextEnd() == next) { // Else its batch has told it.
            meter.add(Sum.PROCESSORS, costs.message());
            learn(lane, sent);
            planMessage(lane, sent);
          }
        });
  }

  private void learn(Lane lane, long until) {
    long[] news = lane.learns(until, timeline.nanoTime());
    meter.add(Sum.ENDED, news[0]);
    meter.add(Sum.STALE, news[1]);
  }

  private void end(Lane lane, long end) {
    learn(lane, end);
    meter.add(Sum.BATCHES, 1);
    DispatchedBatch<Integer, Integer> batch = lane.batch();
    run.end(batch, timeline.nanoTime() - lane.takenAt());
    idle.add(lane);
    freeSlots++;
    launch();
  }

  /** The consumer takes what is there, and does not wait for more. */
  private void deliver() {
    Thread.currentThread().interrupt(); // So that the run says that it would have to wait.
    try {
      while (delivered < scenario.items() && run.next() != null) {
        delivered++;
      }
    } catch (InterruptedException e) {
      // There is no more now.
    } finally {
      Thread.interrupted();
    }
  }
}
