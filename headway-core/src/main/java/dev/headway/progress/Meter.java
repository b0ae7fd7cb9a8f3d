package dev.headway.progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The live numbers of one progress: written by many threads, read by the one that takes snapshots.
 *
 * <p>A job has a {@link Lane} for each worker; a progress that is advanced by hand has none and
 * counts here. Safe for use by several threads.
 */
public final class Meter {
  private static final long UNKNOWN = -1;
  private static final long NEVER = Long.MIN_VALUE;

  private final String label;
  private final Unit unit;
  private final boolean weighed;
  private final List<Lane> lanes;
  private final Estimator estimator;

  /** When each worker was first seen to have begun a task. */
  private final long[] begun;

  private final ForecastLog foretold = new ForecastLog();
  private final Steps advanced = new Steps();
  private final LongAdder cancelled = new LongAdder();
  private final AtomicLong total = new AtomicLong(UNKNOWN);
  private final AtomicLong totalWeight = new AtomicLong(UNKNOWN);

  private volatile String note = "";
  private volatile Row.State state = Row.State.RUNNING;

  // Set once, by the display that shows this meter.
  private volatile long id;
  private volatile int depth;
  private volatile long startNanos;
  private volatile long endNanos;

  private Meter(String label, Unit unit, boolean weighed, int lanes, Estimator estimator) {
    this.label = label;
    this.unit = unit;
    this.weighed = weighed;
    this.estimator = estimator;
    int kept = lanes <= 16 ? 64 : lanes <= 256 ? 16 : 4;
    List<Lane> made = new ArrayList<>(lanes);
    for (int i = 0; i < lanes; i++) {
      made.add(new Lane(kept));
    }
    this.lanes = List.copyOf(made);
    this.begun = new long[lanes];
    Arrays.fill(begun, NEVER);
  }

  /**
   * A meter for a job.
   *
   * @param label what is being done; may be empty
   * @param workers how many tasks can run at once
   * @param weighed true if inputs have weights: then the fraction and the forecast go by weight
   * @return a new meter, which counts from {@link Display#open} on
   */
  public static Meter ofTasks(String label, int workers, boolean weighed) {
    return new Meter(label, Unit.ITEMS, weighed, workers, Estimator.standard());
  }

  static Meter ofSteps(String label, Unit unit) {
    return new Meter(label, unit, false, 0, Estimator.standard());
  }

  /**
   * The counters of one worker.
   *
   * @param worker its number, from 0
   * @return its lane, for the thread that drives it
   */
  public Lane lane(int worker) {
    return lanes.get(worker);
  }

  /**
   * Says how many there are in all.
   *
   * @param count the number of things
   */
  public void total(long count) {
    total.set(count);
  }

  /**
   * Says what all inputs weigh together.
   *
   * @param weight the sum of their weights
   */
  public void totalWeight(long weight) {
    totalWeight.set(weight);
  }

  /**
   * Says why nothing moves.
   *
   * @param text a few words; empty if there is nothing to say
   */
  public void note(String text) {
    note = text;
  }

  /**
   * Counts things that were taken up and then cancelled.
   *
   * @param count how many
   */
  public void cancelled(long count) {
    cancelled.add(count);
  }

  void advance(long steps) {
    advanced.add(steps);
  }

  /** Where a loop counts its own steps. There is one at most. */
  Slot loop() {
    return advanced.lone();
  }

  @Nullable Long total() {
    long known = total.get();
    return known == UNKNOWN ? null : known;
  }

  void opened(long rowId, int rowDepth, long now) {
    id = rowId;
    depth = rowDepth;
    startNanos = now;
  }

  /** The first end counts. */
  synchronized void ended(Row.State how, long now) {
    if (state == Row.State.RUNNING) {
      endNanos = now;
      state = how;
    }
  }

  /**
   * How many ended, and how, at this instant.
   *
   * @return the counts
   */
  public Counts counts() {
    long succeeded = advanced.sum();
    long failed = 0;
    long timedOut = 0;
    long crashed = 0;
    long retried = 0;
    for (Lane lane : lanes) {
      succeeded += lane.succeeded();
      failed += lane.failed();
      timedOut += lane.timedOut();
      crashed += lane.crashed();
      retried += lane.retries();
    }
    return new Counts(succeeded, failed, timedOut, crashed, cancelled.sum(), retried);
  }

  /**
   * The time since the start, or from the start to the end.
   *
   * @param now the time by the ticker of the display
   * @return nanoseconds
   */
  public long elapsedNanos(long now) {
    return Math.max(0, (state == Row.State.RUNNING ? now : endNanos) - startNanos);
  }

  /** All numbers at one instant. Called by one thread at a time. */
  Row row(long now) {
    // The state first: what is read after an end is the last word.
    Row.State current = state;
    long elapsed = elapsedNanos(now);
    Counts counts = counts();
    List<Observation.Running> running = new ArrayList<>();
    long weight = 0;
    long busyNanos = 0;
    int up = 0;
    long upNanos = 0;
    List<Observation.Ended> ended = new ArrayList<>();
    int stalled = 0;
    for (int i = 0; i < begun.length; i++) {
      Lane lane = lanes.get(i);
      weight += lane.weight();
      busyNanos += lane.busyNanos();
      lane.ended(ended);
      stalled += lane.stalled(now) ? 1 : 0;
      long amount = lane.running();
      if (amount >= 0) {
        running.add(new Observation.Running(lane.index(), amount, Math.max(0, now - lane.since())));
      }
      if (begun[i] == NEVER && lane.begun()) {
        begun[i] = Math.min(now, lane.since());
      }
      if (begun[i] != NEVER) {
        up++;
        upNanos += now - begun[i];
      }
    }
    long done = weighed ? weight : counts.settled();
    Long all = weighed ? totalWeightOrNull() : total();
    Estimate estimate =
        estimator.observe(
            new Observation(
                elapsed,
                counts.settled(),
                total(),
                done,
                all,
                Math.max(0, counts.settled() - counts.cancelled() - advanced.sum()),
                busyNanos,
                lanes.size(),
                up,
                upNanos,
                running,
                ended));
    boolean going = current == Row.State.RUNNING;
    if (going) {
      foretold.add(elapsed, estimate.forecast());
    }
    return new Row(
        id,
        depth,
        label,
        unit,
        total(),
        counts,
        running.size(),
        going ? stalled : 0,
        all == null || all == 0 ? null : (double) done / all,
        elapsed,
        estimate.rate(),
        going ? estimate.forecast() : null,
        current,
        note,
        current == Row.State.FINISHED ? foretold.judge(elapsed) : null);
  }

  private @Nullable Long totalWeightOrNull() {
    long known = totalWeight.get();
    return known == UNKNOWN ? null : known;
  }
}
