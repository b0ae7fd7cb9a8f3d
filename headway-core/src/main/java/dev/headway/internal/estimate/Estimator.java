package dev.headway.internal.estimate;

import dev.headway.internal.estimate.data.Observation;

/**
 * Predicts the end of one progress. It is told the time and never reads a clock, so that what it
 * says can be replayed.
 *
 * <p>Used by one thread at a time; an estimator belongs to one progress and may keep what it saw.
 */
@FunctionalInterface
public interface Estimator {

  /**
   * Takes in what is true at an instant and says what follows from it.
   *
   * @param now what is true; the times of successive calls do not decrease
   * @return the rate and the time left, as far as there is evidence
   */
  Estimate observe(Observation now);
}
