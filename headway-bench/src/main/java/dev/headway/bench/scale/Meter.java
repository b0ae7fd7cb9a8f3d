package dev.headway.bench.scale;

/** Adds up what happens in a simulation, and takes the difference between two points of it. */
final class Meter {
  private final Scenario scenario;
  private final long[] sums = new long[Sum.values().length];
  private long[] atThird = {};
  private long[] atTwoThirds = {};
  private long heldItems;
  private long running;

  /** What is added up. */
  enum Sum {
    NOW,
    BUSY,
    ENDED,
    BATCHES,
    TASKS,
    PLANNER,
    LAUNCHER,
    PROCESSORS,
    STALE,
  }

  Meter(Scenario scenario) {
    this.scenario = scenario;
  }

  void add(Sum sum, long amount) {
    sums[sum.ordinal()] += amount;
  }

  /** So many slots more have an item that runs. */
  void running(int more) {
    running += more;
  }

  void held(long items) {
    heldItems = Math.max(heldItems, items);
  }

  /** The time has come to this. */
  void now(long nanos) {
    sums[Sum.BUSY.ordinal()] += running * (nanos - sums[Sum.NOW.ordinal()]);
    sums[Sum.NOW.ordinal()] = nanos;
    long ended = sums[Sum.ENDED.ordinal()];
    if (atThird.length == 0 && ended >= scenario.items() / 3) {
      atThird = sums.clone();
    }
    if (atTwoThirds.length == 0 && ended >= 2 * scenario.items() / 3) {
      atTwoThirds = sums.clone();
    }
  }

  Reading reading() {
    double seconds = between(Sum.NOW) * 1e-9;
    return new Reading(
        between(Sum.BUSY) * 1e-9 / seconds / scenario.slots(),
        between(Sum.ENDED) / Math.max(1, between(Sum.BATCHES)),
        between(Sum.TASKS) / seconds,
        between(Sum.PLANNER) * 1e-9 / seconds,
        between(Sum.LAUNCHER) * 1e-9 / seconds,
        between(Sum.PROCESSORS) * 1e-9 / seconds,
        heldItems,
        between(Sum.STALE) * 1e-9 / between(Sum.ENDED),
        sums[Sum.NOW.ordinal()] * 1e-9 / scenario.idealSeconds());
  }

  private double between(Sum sum) {
    return atTwoThirds[sum.ordinal()] - atThird[sum.ordinal()];
  }
}
