package dev.headway.progress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Estimator} is told at one instant. Amounts are weights where the inputs have
 * weights, else numbers of things.
 *
 * @param elapsedNanos the time since the start, in nanoseconds
 * @param settled how many things ended, in whatever way
 * @param done the amount that is done
 * @param total the amount in all, or null if it is not known
 * @param busyNanos the durations of all ended tasks added up, in nanoseconds; 0 if the progress is
 *     advanced by hand
 * @param busySquares the squares of the durations of all ended tasks added up, in seconds squared
 * @param workers how many tasks can run at once; 0 if the progress is advanced by hand
 * @param running the tasks that run at this instant
 */
public record Observation(
    long elapsedNanos,
    long settled,
    long done,
    @Nullable Long total,
    long busyNanos,
    double busySquares,
    int workers,
    List<Running> running) {

  /**
   * A task that runs at the instant of the observation.
   *
   * @param ageNanos how long it has been running, in nanoseconds
   * @param amount its weight, or 1
   */
  public record Running(long ageNanos, long amount) {}
}
