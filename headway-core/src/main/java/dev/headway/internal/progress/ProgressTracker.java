package dev.headway.internal.progress;

import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.progress.Accuracy;
import dev.headway.progress.Counts;
import dev.headway.progress.Row;
import dev.headway.progress.SubProgress;
import dev.headway.progress.Summary;
import dev.headway.progress.Unit;
import dev.headway.progress.Utilization;
import dev.headway.progress.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The live numbers of one progress: written by many threads, read by those that take snapshots.
 *
 * <p>A job has a {@link WorkerCounters} for each worker; a progress that is advanced by hand has
 * none and counts here. Safe for use by several threads.
 */
public final class ProgressTracker {
  private final String label;
  private final Unit unit;
  private final @Nullable Unit weightUnit; // Null without weights.
  private final int slots;
  private final List<WorkerCounters> workers;
  private final EndPrediction endPrediction = new EndPrediction();
  private final RunningTasks runningTasks;

  private final WorkerTotals totals;
  private final MedianDuration medianDuration = new MedianDuration();

  private final StripedCounter advanced = new StripedCounter();
  private final DoneBefore before = new DoneBefore();
  private volatile @Nullable Long total;
  private volatile @Nullable Long totalWeight;

  private final UtilizationSampler utilizationSampler = new UtilizationSampler();
  private volatile Supplier<Utilization.Idle> idleness = () -> Utilization.Idle.OTHER;
  private volatile @Nullable Supplier<Summary> summary;
  private volatile String note = "";
  private final WaitNotes waits = new WaitNotes();
  private volatile Row.State state = Row.State.RUNNING;
  private volatile @Nullable Counts finalCounts; // Once it was cancelled.

  /** Guards what is kept from one row to the next. */
  private final ReentrantLock rowLock = new ReentrantLock();

  private @Nullable Row last; // Once it is over. Guarded by rowLock.

  // Set once, by the display that shows this tracker.
  private volatile long id;
  private volatile int depth;
  private volatile long startNanos;
  private volatile long endNanos;

  private final TaskBinding.Place place = new TaskBinding.Place();

  /** The loop that counts here, if one does. Set by whoever begins it. */
  volatile @Nullable public CountedLoop loop;

  private ProgressTracker(
      String label, Unit unit, @Nullable Unit weightUnit, int slots, int threads) {
    this.slots = slots;
    this.label = Objects.requireNonNull(label, "label");
    this.unit = unit;
    this.weightUnit = weightUnit;
    int kept = threads <= 16 ? 64 : threads <= 256 ? 16 : 4;
    List<WorkerCounters> made = new ArrayList<>(threads);
    for (int i = 0; i < threads; i++) {
      made.add(new WorkerCounters(place, kept));
    }
    this.workers = new CopyOnWriteArrayList<>(made);
    this.totals = new WorkerTotals(this.workers, slots);
    this.runningTasks = new RunningTasks(this.workers);
  }

  /**
   * A tracker for a job.
   *
   * @param label what is being done; may be empty
   * @param workers how many tasks can run at once
   * @param weightUnit by which the fraction and the forecast go; null if inputs have no weights
   * @return a new tracker, which counts from {@code LiveDisplay.open} on
   */
  public static ProgressTracker ofTasks(String label, int workers, @Nullable Unit weightUnit) {
    return ofTasks(label, workers, workers, weightUnit);
  }

  /** The same, with more threads that count than tasks can run at once. */
  public static ProgressTracker ofTasks(
      String label, int workers, int threads, @Nullable Unit weightUnit) {
    return new ProgressTracker(label, Unit.ITEMS, weightUnit, workers, threads);
  }

  public static ProgressTracker ofSteps(String label, Unit unit) {
    return new ProgressTracker(label, unit, null, 0, 0);
  }

  /** The counters of a worker, by its number from 0, for the thread that drives it. */
  public WorkerCounters counters(int worker) {
    return worker < workers.size() ? workers.get(worker) : added(worker);
  }

  private synchronized WorkerCounters added(int worker) {
    while (workers.size() <= worker) {
      workers.add(new WorkerCounters(place, 4)); // One that stands in for another.
    }
    return workers.get(worker);
  }

  /** Says how many there are in all. */
  public void total(long count) {
    total = count;
  }

  /** Says what all inputs weigh together. */
  public void totalWeight(long weight) {
    totalWeight = weight;
  }

  /** Says why nothing moves, in a few words; empty if there is nothing to say. */
  public void note(String text) {
    note = text;
  }

  /** Returns where the run says what its workers wait for. */
  public WaitNotes waits() {
    return waits;
  }

  /** Says how many tasks may start per second at most. Called before this is shown. */
  public void limit(double perSecond) {
    endPrediction.limit(perSecond);
  }

  /** Counts as cancelled what was taken up and has not ended. What ends later does not count. */
  public void cancelled(long taken) {
    finalCounts = WorkerTotals.cancelled(counts(), taken);
  }

  /** Returns where inputs are counted that were done before this run. */
  public DoneBefore before() {
    return before;
  }

  /** Says how long the tasks took in an earlier run. Called before this is shown. */
  public void learn(LearnedCosts costs) {
    endPrediction.learn(costs);
  }

  /**
   * Says how to tell why a worker has nothing to do.
   *
   * @param supplier why one has none at this instant; called by the thread that takes snapshots
   */
  public void idleness(Supplier<Utilization.Idle> supplier) {
    idleness = supplier;
  }

  /**
   * Says what is to be told when it is over.
   *
   * @param supplier called once, by the thread that takes snapshots
   */
  public void summary(Supplier<Summary> supplier) {
    summary = supplier;
  }

  /** Returns the workers' use of time, as far as a view showed it; null without evidence. */
  public @Nullable Utilization utilization() {
    return utilizationSampler.shares();
  }

  /**
   * How good the forecasts were, as far as a view has shown them.
   *
   * @return the judgement; null before the last snapshot, and if it was too short to tell
   */
  public @Nullable Accuracy accuracy() {
    return endPrediction.accuracy();
  }

  /** What is to be told when it is over; null if there is nothing to tell. */
  @Nullable
  public Summary summary() {
    Supplier<Summary> supplier = summary;
    return supplier == null ? null : supplier.get();
  }

  public void advance(long steps) {
    advanced.add(steps);
  }

  /** Returns where steps by hand are counted. */
  public StripedCounter steps() {
    return advanced;
  }

  /** Where a loop counts its own steps. There is one at most. */
  public PaddedCounter loop() {
    return advanced.lone();
  }

  public boolean isOver() {
    return state != Row.State.RUNNING;
  }

  /** It counts the same things as another, and has been going on for as long. */
  public void continues(ProgressTracker other) {
    total = other.total;
    startNanos = other.startNanos;
    advanced.continues(other.advanced);
  }

  public @Nullable Long total() {
    return total;
  }

  public long id() {
    return id;
  }

  public void opened(long rowId, int rowDepth, long now) {
    depth = rowDepth;
    startNanos = now;
    id = rowId; // Last: it tells other threads that the rest is set.
  }

  public TaskBinding.Place place() {
    return place;
  }

  /** What it looks like inside of a task. */
  public SubProgress part() {
    return new SubProgress(label, unit, counts().settled(), total());
  }

  /** The first end counts. */
  public synchronized void ended(Row.State how, long now) {
    if (state == Row.State.RUNNING) {
      endNanos = now;
      state = how;
      place.forgetTask();
    }
  }

  /** How many ended, and how, at this instant. */
  public Counts counts() {
    Counts known = finalCounts;
    long byHand = Math.max(0, advanced.sum()); // More may have been taken back.
    return known != null ? known : totals.counts(byHand, before.inputs());
  }

  /** The nanoseconds from the start to now, by the display's ticker, or to the end. */
  public long elapsedNanos(long now) {
    return Math.max(0, (state == Row.State.RUNNING ? now : endNanos) - startNanos);
  }

  /**
   * All numbers at one instant; of a progress that is over always its last row. Called by any
   * thread: what is read for a row is guarded by a lock, which no worker needs.
   *
   * @param sampled true to sample what the workers do, as a view does ten times a second
   */
  public Row row(long now, NestedRows nestedRows, boolean sampled) {
    rowLock.lock();
    try {
      Row known = last;
      if (known == null) {
        known = read(now, nestedRows, sampled);
        last = known.state() == Row.State.RUNNING ? null : known;
      }
      return known;
    } finally {
      rowLock.unlock();
    }
  }

  private Row read(long now, NestedRows nestedRows, boolean sampled) {
    // The state first: what is read after an end is the last word.
    Row.State current = state;
    long elapsed = elapsedNanos(now);
    Counts counts = counts();
    totals.read(now);
    medianDuration.add(totals.ended);
    if (sampled && current == Row.State.RUNNING) {
      utilizationSampler.check(workers, slots, idleness.get());
    }
    Long count = total;
    boolean weighed = weightUnit != null;
    long done = weighed ? totals.weight : counts.ended();
    Long all = weighed ? totalWeight : count;
    long earlier = weighed ? before.weight() : counts.before();
    long timed = Math.max(0, counts.ended() - Math.max(0, advanced.sum()));
    // What was done before is no evidence of how fast this run is, and no work that is left.
    endPrediction.observe(
        totals.observation(
            elapsed,
            counts.ended(),
            DoneBefore.without(count, counts.before()),
            done,
            DoneBefore.without(all, earlier),
            timed),
        current);
    boolean going = current == Row.State.RUNNING;
    CountedLoop open = loop;
    Row.Builder row = new Row.Builder();
    String why = note;
    if (going) {
      SlowTaskThreshold slowTaskThreshold =
          SlowTaskThreshold.of(counts.ended(), totals.busyNanos, totals.busySquares, done);
      row.longest = runningTasks.longest(now, slowTaskThreshold, nestedRows);
      String wait = waits.note(runningTasks, totals.running.size() < slots, now);
      why = !why.isEmpty() ? why : !wait.isEmpty() ? wait : endPrediction.note();
    }
    runningTasks.snapshotTaken();
    row.id = id;
    row.depth = depth;
    row.label = label;
    row.unit = unit;
    row.total = count;
    row.counts = counts;
    // An end and the begin of what was queued behind it come by two threads.
    row.running = Math.min(slots, totals.running.size());
    row.workers = slots;
    row.starting = going && totals.up == 0 && idleness.get() != Utilization.Idle.INPUT ? slots : 0;
    row.workersUp = totals.up;
    row.typicalNanos = medianDuration.nanos();
    row.stalled = going ? totals.stalled : 0;
    row.fraction = all == null || all == 0 ? null : (Double) ((double) (done + earlier) / all);
    row.weight = weightUnit == null ? null : new Weight(weightUnit, done + earlier, all);
    row.elapsedNanos = elapsed;
    row.rate = endPrediction.rate();
    boolean abandoned = open != null && open.isAbandoned(now, elapsed);
    row.forecast = going && !abandoned ? endPrediction.forecast() : null;
    row.state = current;
    row.note = why;
    row.accuracy = endPrediction.accuracy();
    return row.build();
  }
}
