package dev.headway.bench.bars;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The ten workloads of the contest, made of three series of random numbers for each seed. */
final class Synthetic {
  private static final String DRAWS = "draws.tsv";

  /** Uniform from 0 to 1, standard normal, and standard exponential numbers. */
  static final class Draws {
    private final double[] uniform;
    private final double[] normal;
    private final double[] exponential;

    Draws(double[] uniform, double[] normal, double[] exponential) {
      this.uniform = uniform;
      this.normal = normal;
      this.exponential = exponential;
    }
  }

  private Synthetic() {}

  /** The durations of each workload, in seconds. */
  static Map<String, double[]> durations(Draws draws) {
    int n = draws.uniform.length;
    Map<String, double[]> all = new LinkedHashMap<>();
    double[] even = new double[n];
    Arrays.fill(even, 5);
    double[] heavy = map(draws.normal, z -> Math.exp(z) * 3);
    Arrays.sort(heavy);
    double[] falling = new double[n];
    double[] drift = new double[n];
    for (int i = 0; i < n; i++) {
      falling[i] = heavy[n - 1 - i];
      drift[i] = (1 + 2 * draws.uniform[i]) * (1 + 3.0 * i / (n - 1));
    }
    all.put("constant", even);
    all.put("uniform", map(draws.uniform, u -> 1 + 8 * u));
    all.put("exponential", map(draws.exponential, e -> 5 * e));
    all.put("lognormal 1.5", map(draws.normal, z -> Math.exp(1.5 * z) * 5 / Math.exp(1.125)));
    all.put("Pareto 1.5", map(draws.exponential, e -> Math.min(600, Math.exp(e / 1.5) * 5 / 3)));
    all.put("bimodal", map(draws.uniform, u -> u < 0.05 ? 60 : 2.1));
    all.put("sorted, long first", falling);
    all.put("sorted, short first", heavy);
    all.put("drift", drift);
    all.put("warm-up", map(draws.uniform, u -> 1 + 2 * u));
    return all;
  }

  /** Schedules all of them. */
  static List<Trace> traces(Draws draws, int workers) {
    List<Trace> all = new ArrayList<>();
    durations(draws)
        .forEach(
            (name, d) ->
                all.add(Trace.scheduled(name, d, workers, name.equals("warm-up") ? 20 : 0)));
    return all;
  }

  private static double[] map(double[] values, java.util.function.DoubleUnaryOperator how) {
    return Arrays.stream(values).map(how).toArray();
  }

  /** The numbers that numpy draws from the seeds 0 to 7: those of the published results. */
  static List<Draws> published() {
    List<double[]> rows = new ArrayList<>();
    try (InputStream in = Synthetic.class.getResourceAsStream(DRAWS);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          rows.add(Arrays.stream(line.split("\t")).mapToDouble(Double::parseDouble).toArray());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Draws> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += 3) {
      all.add(new Draws(rows.get(i), rows.get(i + 1), rows.get(i + 2)));
    }
    return all;
  }

  /** Other numbers, to tune with. */
  static Draws fresh(long seed, int n) {
    Random random = new Random(seed * 7919 + 17);
    double[] uniform = new double[n];
    double[] normal = new double[n];
    double[] exponential = new double[n];
    for (int i = 0; i < n; i++) {
      uniform[i] = random.nextDouble();
      normal[i] = random.nextGaussian();
      exponential[i] = -Math.log(1 - random.nextDouble());
    }
    return new Draws(uniform, normal, exponential);
  }
}
