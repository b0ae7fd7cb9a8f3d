package dev.headway.bench.bars;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** The formulas of the peers, read in their sources; see docs/prediction.md. */
final class Peers {
  private Peers() {}

  /** Each by its name, made for an amount of work. */
  static Map<String, LongFunction<Peer>> all() {
    Map<String, LongFunction<Peer>> all = new LinkedHashMap<>();
    all.put("naive", Naive::new);
    all.put("tqdm", Tqdm::new);
    all.put("indicatif", Indicatif::new);
    all.put("GNU parallel", GnuParallel::new);
    all.put("pv", Pv::new);
    return all;
  }

  /** Elapsed time by the part done: ninja without history, and many others. */
  private static final class Naive implements Peer {
    private final long total;
    private long done;

    Naive(long total) {
      this.total = total;
    }

    @Override
    public void done(double at, long amount) {
      done += amount;
    }

    @Override
    public double rest(double at) {
      return done == 0 ? Double.NaN : at * (total - done) / done;
    }
  }

  /** A smoothed rate that moves with each completion, at most ten times a second. */
  private static final class Tqdm implements Peer {
    private static final double SMOOTHING = 0.3;
    private final long total;
    private long done;
    private double lastTime;
    private long lastDone;
    private double things;
    private double times;
    private double rate;

    Tqdm(long total) {
      this.total = total;
    }

    @Override
    public void done(double at, long amount) {
      done += amount;
      if (at - lastTime >= 0.1) {
        things = SMOOTHING * (done - lastDone) + (1 - SMOOTHING) * things;
        times = SMOOTHING * (at - lastTime) + (1 - SMOOTHING) * times;
        rate = things / times; // Both have the same correction of their bias.
        lastTime = at;
        lastDone = done;
      }
    }

    @Override
    public double rest(double at) {
      if (done == 0) {
        return Double.NaN;
      }
      return (total - done) / (rate > 0 ? rate : done / at);
    }
  }

  /** Two exponential averages in a row, with a weight of a tenth for what is 15 s old. */
  private static final class Indicatif implements Peer {
    private final long total;
    private long done;
    private double last;
    private double once;
    private double twice;

    Indicatif(long total) {
      this.total = total;
    }

    private static double weight(double age) {
      return Math.pow(0.1, age / 15);
    }

    @Override
    public void done(double at, long amount) {
      done += amount;
      double step = at - last <= 1e-9 ? 1e-6 : at - last;
      double weight = weight(step);
      once = once * weight + amount / step * (1 - weight);
      double whole = 1 - weight(Math.max(at, 1e-6));
      twice = twice * weight + once / whole * (1 - weight);
      last = at;
    }

    @Override
    public double rest(double at) {
      double weight = weight(at - last);
      double whole = 1 - weight(Math.max(at, 1e-6));
      double rate = once * weight / whole;
      double smooth = (twice * weight + rate * (1 - weight)) / whole;
      return smooth == 0 ? 0 : (total - done) / smooth;
    }
  }

  /** Whole seconds since the first completion by the completions, smoothed once for each frame. */
  private static final class GnuParallel implements Peer {
    private final long total;
    private long done;
    private double first = Double.NaN;
    private double smooth;
    private double last;

    GnuParallel(long total) {
      this.total = total;
    }

    @Override
    public void done(double at, long amount) {
      done += amount;
    }

    @Override
    public double rest(double at) {
      if (done == 0) {
        return 0;
      }
      if (Double.isNaN(first)) {
        first = at;
      }
      double part = (double) done / total;
      double mean = (Math.floor(at) - Math.floor(first)) / done;
      smooth = smooth == 0 ? mean : smooth;
      smooth = (1 - part) * smooth + part * mean;
      double rest = Math.floor((total - done) * smooth);
      if (!(rest * 0.9 < last && last < rest)) {
        last = rest;
      }
      return last;
    }
  }

  /** The rate of the last 30 seconds, from one sample a second. */
  private static final class Pv implements Peer {
    private record Sample(double at, long done) {}

    private final long total;
    private long done;
    private final Deque<Sample> samples = new ArrayDeque<>();

    Pv(long total) {
      this.total = total;
      samples.add(new Sample(0, 0));
    }

    @Override
    public void done(double at, long amount) {
      done += amount;
    }

    @Override
    public double rest(double at) {
      if (at - samples.getLast().at >= 1) {
        samples.add(new Sample(at, done));
      }
      while (samples.size() > 31) {
        samples.removeFirst();
      }
      Sample from = samples.getFirst();
      Sample to = samples.getLast();
      double rate =
          to.at > from.at ? Math.floor((to.done - from.done) / (to.at - from.at) * 1000) / 1000 : 0;
      return rate == 0 ? 0 : (total - done) / rate;
    }
  }
}
