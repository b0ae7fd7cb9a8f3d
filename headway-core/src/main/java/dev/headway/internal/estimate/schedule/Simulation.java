package dev.headway.internal.estimate.schedule;

import dev.headway.internal.estimate.data.DurationSample;
import dev.headway.internal.estimate.data.LearnedCosts;
import dev.headway.internal.estimate.data.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Simulates the rest of a schedule: the running tasks come to their ends, and each worker that is
 * free takes the next of the queue. All times are in seconds from the instant of the observation.
 *
 * <p>Of a long queue only the last tasks are assigned one by one. The sum of those before them is
 * drawn at once, and the workers share it so that they end at about the same time.
 */
public final class Simulation {
  private static final int MAX_INDIVIDUAL = 256;
  private static final int MAX_POOLED = 256;
  private static final int BULK_POINTS = 16;

  /** While a long queue waits, more running tasks than these are not drawn one by one. */
  private static final int MAX_DRAWN = 256;

  /** A running task will hardly be over in less. */
  private static final double SOONEST = 1e-3;

  private final Observation now;
  private final long count;
  private final DurationData durationData;
  private final DurationSample durationSample;
  private final double[] ages;
  private final double[] costs;
  private final double queuedCost;

  /** What each of the last queued tasks costs; empty if that was not learned. */
  private final double[] aheadCosts;

  private final long queued;
  private final int individual;
  private final int pooled;
  private final boolean weighed;
  private final WorkerFreeTimes workerFreeTimes = new WorkerFreeTimes();
  private final double[] pool;
  private final int[] picked;

  // What a round draws first.
  private double pickedMean;
  private double pickedSd;

  /** When each of the last queued tasks begins, and until when the bulk before them takes. */
  private final double[] starts;

  private double level;

  public Simulation(
      Observation now,
      long count,
      DurationData durationData,
      DurationSample durationSample,
      boolean weighed,
      @Nullable LearnedCosts learned) {
    this.now = now;
    this.count = count;
    this.durationData = durationData;
    this.durationSample = durationSample;
    this.weighed = weighed;
    List<Observation.Running> running = now.running();
    int r = running.size();
    ages = new double[r];
    costs = new double[r];
    long amounts = 0;
    for (int i = 0; i < r; i++) {
      Observation.Running task = running.get(i);
      costs[i] = durationData.costModel.of(task.amount());
      ages[i] = durationData.age(task);
      amounts += task.amount();
    }
    queued = Math.max(0, count - now.settled() - r);
    individual = (int) Math.min(queued, MAX_INDIVIDUAL);
    Long total = now.total();
    double left = total == null ? 0 : Math.max(0, total - now.done() - amounts);
    double scale = queued > 0 ? kept() / used() : 0;
    aheadCosts = new double[learned == null ? 0 : individual];
    for (int i = 0; i < aheadCosts.length && learned != null; i++) {
      long amount = learned.amount(learned.tasks() - individual + i);
      aheadCosts[i] = scale * durationData.costModel.of(amount);
      left -= queued > individual ? amount : 0;
    }
    long others = learned != null && queued > individual ? queued - individual : queued;
    double one = weighed && queued > 0 ? durationData.costModel.of(Math.max(0, left) / others) : 1;
    queuedCost = one * scale;
    // A running one stands beside the ended ones as often as those are kept.
    double kept = Math.min(1, (double) durationData.ended / Math.max(1, now.timed()));
    pooled = (int) Math.min(Math.min(MAX_POOLED, drawn()), Math.round(r * kept));
    pool = new double[durationData.ended + pooled + 1];
    picked = new int[pool.length];
    starts = new double[individual];
  }

  /** How many numbers a round draws, or so. */
  public int effort() {
    return ages.length + individual + pool.length;
  }

  private int drawn() {
    return queued > individual ? Math.min(ages.length, MAX_DRAWN) : ages.length;
  }

  /** The true mean of all that ended, by the mean of those that are kept. */
  private double kept() {
    if (now.timed() <= durationData.ended || now.busyNanos() <= 0) {
      return 1;
    }
    double mean = 0;
    for (int i = 0; i < durationData.ended; i++) {
      mean += durationSample.seconds(i) / durationData.ended;
    }
    double all = now.busyNanos() / (1e9 * now.timed());
    return Math.min(10, Math.max(0.1, all / mean));
  }

  /**
   * How much of the time of those workers that are up goes into tasks that end: the rest waits for
   * input or for the consumer, or was lost with attempts that failed.
   */
  private double used() {
    double busy = now.busyNanos();
    for (Observation.Running task : now.running()) {
      busy += task.ageNanos();
    }
    return now.upNanos() <= 0 ? 1 : Math.min(1, Math.max(0.02, busy / now.upNanos()));
  }

  /** When a worker that has begun nothing yet can begin. */
  private double start() {
    double elapsed = now.elapsedNanos() / 1e9;
    double usual = now.up() == 0 ? 0 : elapsed - now.upNanos() / 1e9 / now.up();
    return Math.max(usual - elapsed, elapsed / 2);
  }

  /** Plays rounds, and notes when each part of the rest was done, by part and round. */
  public void simulate(
      TrendModel trendModel, XorShiftRandom random, double[][] marks, int from, int until) {
    double[] flat = trendModel.flat();
    double[] places = new double[ages.length];
    double beyond = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = trendModel.place((now.running().get(i).index() + 0.5) / count);
      double age = ages[i] / trendModel.factor(places[i], trendModel.slope());
      beyond += Math.max(0, Math.log(age / flat[flat.length - 1]));
    }
    DurationDistribution durationDistribution = new DurationDistribution(flat, beyond);
    double[] ahead = new double[individual];
    for (int i = 0; i < individual; i++) {
      ahead[i] = trendModel.place((count - individual + i + 0.5) / count);
    }
    double doubt = trendModel.doubt();
    for (int round = from; round < until; round++) {
      double slope = trendModel.slope() + (doubt > 0 ? doubt * random.nextGaussian() : 0);
      double end = rests(trendModel, slope, durationDistribution, places, random);
      level = 0;
      if (queued > 0) {
        end = Math.max(end, queue(trendModel, slope, durationDistribution, ahead, random));
      }
      mark(marks, round, end);
    }
  }

  /**
   * Notes when each part of the rest was done. The last tasks end when their workers are free for
   * good; each one before them ended when a queued one began.
   */
  private void mark(double[][] marks, int round, double end) {
    double[] last = workerFreeTimes.sorted();
    long all = ages.length + queued;
    int parts = marks.length;
    for (int part = 1; part < parts; part++) {
      long after = all - Math.max(1, Math.round((double) part / parts * all));
      double time;
      if (after < last.length) {
        time = last[(int) (last.length - 1 - after)];
      } else if (after - last.length < individual) {
        time = starts[(int) (individual - 1 - (after - last.length))];
      } else {
        time = level * (all - after) / Math.max(1, queued - individual);
      }
      marks[part - 1][round] = Math.max(SOONEST, Math.min(end, time));
    }
    marks[parts - 1][round] = end;
  }

  /** The running tasks come to their ends; answers when the last one does. */
  private double rests(
      TrendModel trendModel,
      double slope,
      DurationDistribution durationDistribution,
      double[] places,
      XorShiftRandom random) {
    System.arraycopy(durationDistribution.sorted(), 0, pool, 0, durationDistribution.size());
    workerFreeTimes.clear(Math.max(now.workers(), ages.length));
    double last = 0;
    int step = Math.max(1, ages.length / Math.max(1, drawn()));
    for (int i = 0; i < ages.length; i++) {
      if (i % step != 0) {
        workerFreeTimes.add(workerFreeTimes.get(i - 1));
        continue;
      }
      double factor = trendModel.factor(places[i], slope);
      double whole = durationDistribution.after(ages[i] / factor, random);
      if (i / step < pooled) {
        pool[durationDistribution.size() + i / step] = whole;
      }
      double rest = Math.max(SOONEST, (whole * factor - ages[i]) * costs[i]);
      workerFreeTimes.add(rest);
      last = Math.max(last, rest);
    }
    return last;
  }

  private double queue(
      TrendModel trendModel,
      double slope,
      DurationDistribution durationDistribution,
      double[] ahead,
      XorShiftRandom random) {
    int idle = Math.max(0, now.up() - ages.length);
    for (int i = 0; i < idle; i++) {
      workerFreeTimes.add(0);
    }
    double start = start();
    for (int i = ages.length + idle; i < now.workers(); i++) {
      workerFreeTimes.add(start);
    }
    pick(durationDistribution, random);
    workerFreeTimes.order();
    if (queued > individual) {
      addBulk(trendModel, slope, random);
    }
    double last = 0;
    for (int i = 0; i < individual; i++) {
      starts[i] = workerFreeTimes.first();
      int choice = picked[random.nextInt(picked.length)];
      double whole = choice < pool.length - 1 ? pool[choice] : durationDistribution.tail(random);
      double seconds = whole * trendModel.factor(ahead[i], slope) * aheadCost(i, random);
      last = Math.max(last, workerFreeTimes.take(seconds));
    }
    return last;
  }

  /** What one of the last tasks costs: as it was learned, or as some other one does. */
  private double aheadCost(int i, XorShiftRandom random) {
    if (aheadCosts.length > 0) {
      return aheadCosts[i];
    }
    return weighed ? queuedCost * otherWeight(random) : queuedCost;
  }

  /** A bootstrap: another draw of as many could as well have been what was seen. */
  private void pick(DurationDistribution durationDistribution, XorShiftRandom random) {
    int tail = pool.length - 1;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < picked.length; i++) {
      int choice = random.nextInt(pool.length);
      // The tail weighs half of one that was seen.
      choice = choice == tail && random.nextDouble() < 0.5 ? random.nextInt(tail) : choice;
      picked[i] = choice;
      double value = choice == tail ? durationDistribution.tailMean() : pool[choice];
      sum += value;
      squares += value * value;
    }
    pickedMean = sum / picked.length;
    pickedSd = Math.sqrt(Math.max(0, squares / picked.length - pickedMean * pickedMean));
  }

  /** The first part of a long queue, all at once. */
  private void addBulk(TrendModel trendModel, double slope, XorShiftRandom random) {
    long bulk = queued - individual;
    double factor = 0;
    for (int i = 0; i < BULK_POINTS; i++) {
      double place = count - queued + bulk * (i + 0.5) / BULK_POINTS;
      factor += trendModel.factor(trendModel.place(place / count), slope) / BULK_POINTS;
    }
    double one = factor * queuedCost;
    double work =
        one * Math.max(0, bulk * pickedMean + Math.sqrt(bulk) * pickedSd * random.nextGaussian());
    level = workerFreeTimes.level(work);
    for (int i = 0; i < workerFreeTimes.size(); i++) {
      double end = level + one * pickedMean * (random.nextDouble() - 0.5);
      workerFreeTimes.set(i, Math.max(workerFreeTimes.get(i), end));
    }
    workerFreeTimes.order();
  }

  /** The cost of some task by the usual cost. */
  private double otherWeight(XorShiftRandom random) {
    int i = random.nextInt(durationData.ended);
    return durationData.costModel.of(durationSample.amount(i)) / durationData.usualCost;
  }
}
