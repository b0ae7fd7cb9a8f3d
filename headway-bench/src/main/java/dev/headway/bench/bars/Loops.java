package dev.headway.bench.bars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * What is advanced by hand: loops of 200 steps, and streams of bytes. The mean step of a loop takes
 * about a second, so that most of them are seen one by one; {@code tempo} makes them shorter or
 * longer.
 */
final class Loops {
  private static final int STEPS = 200;
  private static final int CHUNKS = 3000;

  private Loops() {}

  private static double[] steps(IntToDoubleFunction one) {
    double[] all = new double[STEPS];
    Arrays.setAll(all, one);
    return all;
  }

  /** The ten loops. */
  static List<Trace> loops(long seed, double tempo) {
    Random r = new Random(seed * 6151 + 3);
    Map<String, double[]> all = new LinkedHashMap<>();
    all.put("constant", steps(i -> 1));
    all.put("exponential", steps(i -> -Math.log(1 - r.nextDouble())));
    all.put("log-normal 1.5", steps(i -> Math.exp(1.5 * r.nextGaussian() - 1.125)));
    all.put("Pareto 1.5", steps(i -> Math.min(120, Math.pow(1 - r.nextDouble(), -1 / 1.5) / 3)));
    all.put("bimodal", steps(i -> r.nextDouble() < 0.05 ? 12 : 0.42));
    all.put("slowing", steps(i -> (0.5 + r.nextDouble()) * (0.4 + 1.2 * i / STEPS)));
    all.put("speeding up", steps(i -> (0.5 + r.nextDouble()) * (1.6 - 1.2 * i / STEPS)));
    int turn = STEPS / 4 + r.nextInt(STEPS / 2);
    double other = r.nextBoolean() ? 3 : 1.0 / 3;
    all.put("change of speed", steps(i -> (0.5 + r.nextDouble()) * (i < turn ? 1 : other)));
    all.put("slow first step", steps(i -> i == 0 ? 30 : 0.5 + r.nextDouble()));
    int still = STEPS / 5 + r.nextInt(3 * STEPS / 5);
    all.put("one stall", steps(i -> i == still ? 60 : 0.5 + r.nextDouble()));
    List<Trace> traces = new ArrayList<>();
    all.forEach(
        (name, d) -> {
          double[] scaled = Arrays.stream(d).map(one -> tempo * one).toArray();
          traces.add(Trace.loop(name, scaled));
        });
    return traces;
  }

  /** Streams of some megabytes, in blocks of up to 64 KiB, with a speed that changes. */
  static List<Trace> streams(long seed) {
    Random r = new Random(seed * 3571 + 11);
    long[] bytes = new long[CHUNKS];
    Arrays.setAll(bytes, i -> 1 + r.nextInt(1 << 16));
    Map<String, double[]> speeds = new LinkedHashMap<>();
    speeds.put("steady", speeds(i -> 1));
    speeds.put("noisy", speeds(i -> 0.2 - Math.log(1 - r.nextDouble())));
    double[] walk = {0};
    speeds.put("wandering", speeds(i -> Math.exp(walk[0] += 0.03 * r.nextGaussian())));
    speeds.put("ramp", speeds(i -> Math.min(1, 0.05 + i / 300.0)));
    int turn = CHUNKS / 4 + r.nextInt(CHUNKS / 2);
    speeds.put("throttled", speeds(i -> i < turn ? 1 : 0.3));
    boolean[] on = {true};
    speeds.put(
        "bursts",
        speeds(
            i -> {
              on[0] = r.nextInt(60) == 0 ? !on[0] : on[0];
              return on[0] ? 1 : 0.1;
            }));
    List<Trace> traces = new ArrayList<>();
    speeds.forEach(
        (name, speed) -> {
          double[] seconds = new double[CHUNKS];
          Arrays.setAll(seconds, i -> bytes[i] / (2e6 * speed[i]));
          traces.add(Trace.stream("bytes: " + name, seconds, bytes));
        });
    return traces;
  }

  private static double[] speeds(IntToDoubleFunction one) {
    double[] all = new double[CHUNKS];
    for (int i = 0; i < CHUNKS; i++) {
      all[i] = one.applyAsDouble(i);
    }
    return all;
  }

  /** Jobs whose tasks have weights: files by their sizes. */
  static List<Trace> weighed(long seed, int workers) {
    Random r = new Random(seed * 9173 + 29);
    long[] sizes = new long[STEPS];
    Arrays.setAll(sizes, i -> (long) (1e5 * Math.exp(1.5 * r.nextGaussian())));
    long[] sorted = sizes.clone();
    Arrays.sort(sorted);
    long[] falling = new long[STEPS];
    Arrays.setAll(falling, i -> sorted[STEPS - 1 - i]);
    double[] noise = steps(i -> Math.exp(0.3 * r.nextGaussian()));
    double[] wild = steps(i -> Math.exp(1.2 * r.nextGaussian() - 0.72));
    List<Trace> all = new ArrayList<>();
    all.add(weighed("in proportion", sizes, i -> noise[i] * sizes[i] / 1e5, workers));
    all.add(weighed("with a base", sizes, i -> noise[i] * (2 + sizes[i] / 2e5), workers));
    all.add(weighed("largest first", falling, i -> noise[i] * (0.5 + falling[i] / 1e5), workers));
    all.add(weighed("smallest first", sorted, i -> noise[i] * (0.5 + sorted[i] / 1e5), workers));
    all.add(weighed("little to do with it", sizes, i -> 3 * wild[i], workers));
    return all;
  }

  private static Trace weighed(
      String name, long[] sizes, IntToDoubleFunction seconds, int workers) {
    return Trace.weighed("weights: " + name, steps(seconds), sizes, workers);
  }
}
