package dev.headway.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a progress from time to time. Of very many every second one is kept. */
final class ProgressSamples {
  private static final int MOST = 4000;

  /**
   * What was known at one instant.
   *
   * @param atMicros when, since 1970
   * @param elapsed seconds since the start of the job
   * @param running how many were being worked on
   * @param rate how many ended per second; null if unknown
   * @param low the predicted rest in seconds at least; null without a prediction
   * @param likely the most likely rest
   * @param high the rest at most
   */
  record Sample(
      long atMicros,
      double elapsed,
      double running,
      @Nullable Double rate,
      @Nullable Double low,
      @Nullable Double likely,
      @Nullable Double high) {

    boolean hasForecast() {
      return low != null && likely != null && high != null;
    }

    double lowEnd() {
      return elapsed + (low == null ? 0 : low);
    }

    double likelyEnd() {
      return elapsed + (likely == null ? 0 : likely);
    }

    double highEnd() {
      return elapsed + (high == null ? 0 : high);
    }
  }

  private final List<Sample> kept = new ArrayList<>();
  private long seen;
  private long every = 1;

  void add(Sample sample) {
    if (seen++ % every == 0) {
      kept.add(sample);
    }
    if (kept.size() >= MOST) {
      for (int i = kept.size() - 1; i > 0; i -= 2) {
        kept.remove(i);
      }
      every *= 2;
    }
  }

  List<Sample> all() {
    return List.copyOf(kept);
  }

  /** Those with a prediction. */
  List<Sample> forecasts() {
    return kept.stream().filter(Sample::hasForecast).toList();
  }
}
