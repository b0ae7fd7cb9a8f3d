package dev.headway.internal.estimate.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long the tasks of a run took in an earlier run, as weights in microseconds. A task of which
 * that is not known weighs as much as the others in the mean. Immutable.
 */
public final class LearnedCosts {
  /** When so many tasks have ended in this run, they tell how it compares with the earlier one. */
  public static final int EVIDENCE = 8;

  /** How far a task may be from what it took before: a normal spread in the logarithm. */
  private static final double[] SPREAD = {0.31, -0.77, 0.05, 1.15, -0.31, -1.15, 0.77, -0.05};

  private static final double DEVIATION = 0.3;
  private static final double MICROS = 1e6;

  private final int[] queue;
  private final long[] amounts;

  /** The weights by index. */
  private final long[] weights;

  /** The places by index. Of a task that is not to run, the complement of where it would stand. */
  private final int[] places;

  private final double[] spread;
  private final long total;

  /**
   * Takes what is known.
   *
   * @param queue the indexes of the tasks that will run, in the order in which they will begin
   * @param seconds what each input of the source took before, by its index; NaN if it is not known
   */
  public LearnedCosts(int[] queue, float[] seconds) {
    double[] known = new double[seconds.length];
    int count = 0;
    for (float each : seconds) {
      if (!Float.isNaN(each)) {
        known[count++] = each;
      }
    }
    known = Arrays.copyOf(known, count);
    Arrays.sort(known);
    double usual = Math.max(1e-6, Arrays.stream(known).average().orElse(1));
    this.queue = queue.clone();
    this.amounts = new long[queue.length];
    this.weights = new long[seconds.length];
    for (int index = 0; index < seconds.length; index++) {
      double one = Float.isNaN(seconds[index]) ? usual : seconds[index];
      weights[index] = Math.max(1, Math.round(MICROS * one));
    }
    this.places = places(queue, seconds.length);
    int unknown = 0;
    long sum = 0;
    for (int place = 0; place < queue.length; place++) {
      unknown += Float.isNaN(seconds[queue[place]]) ? 1 : 0;
      amounts[place] = weights[queue[place]];
      sum += amounts[place];
    }
    this.total = sum;
    this.spread = spread(known, usual, (double) unknown / Math.max(1, queue.length));
  }

  private static int[] places(int[] queue, int count) {
    int[] places = new int[count];
    Arrays.fill(places, -1);
    for (int place = 0; place < queue.length; place++) {
      places[queue[place]] = place;
    }
    int last = 0;
    for (int index = 0; index < count; index++) {
      if (places[index] < 0) {
        places[index] = ~last;
      } else {
        last = places[index];
      }
    }
    return places;
  }

  /** Where most is unknown, tasks will differ as the known ones do among each other. */
  private static double[] spread(double[] known, double usual, double unknown) {
    double[] spread = new double[EVIDENCE];
    for (int i = 0; i < EVIDENCE; i++) {
      if (i + 0.5 < unknown * EVIDENCE && known.length > 0) {
        int at = (2 * (i * 5 % EVIDENCE) + 1) * known.length / (2 * EVIDENCE);
        spread[i] = Math.max(0.01, known[at] / usual);
      } else {
        spread[i] = Math.exp(DEVIATION * SPREAD[i]);
      }
    }
    return spread;
  }

  /** Returns how many tasks will run. */
  public int tasks() {
    return queue.length;
  }

  /** Returns what all tasks that will run weigh together. */
  public long total() {
    return total;
  }

  /** Returns where a task stands among those that will run, or would stand. */
  public int place(long index) {
    int place = places[(int) index];
    return place < 0 ? ~place : place;
  }

  /** Returns false if a task was not to run, as an earlier run has done it. */
  public boolean isQueued(long index) {
    return places[(int) index] >= 0;
  }

  /** Returns the weight of a task, by its index. */
  public long weight(long index) {
    return weights[(int) index];
  }

  /** Returns the weight of a task, by its place. */
  public long amount(int place) {
    return amounts[place];
  }

  /**
   * Returns what stands for the earlier run beside the tasks that ended in this one. Those that end
   * first are the short ones: they do not tell that the earlier run was slower.
   *
   * @param ended how many these are
   */
  public List<Observation.Ended> evidence(int ended) {
    List<Observation.Ended> evidence = new ArrayList<>();
    for (int i = ended; i < Math.min(EVIDENCE, queue.length); i++) {
      int place = (int) ((2L * i + 1) * queue.length / (2 * EVIDENCE));
      long nanos = Math.round(1000 * spread[i] * amounts[place]);
      evidence.add(new Observation.Ended(place, amounts[place], nanos));
    }
    return evidence;
  }
}
