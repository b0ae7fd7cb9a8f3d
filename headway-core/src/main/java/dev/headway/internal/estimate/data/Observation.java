package dev.headway.internal.estimate.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code ScheduleEstimator} is told at one instant. Amounts are weights where the inputs
 * have weights, else numbers of things.
 *
 * @param elapsedNanos the time since the start, in nanoseconds
 * @param settled how many things ended, in whatever way
 * @param count how many things there are in all, or null if it is not known
 * @param done the amount that is done
 * @param total the amount in all, or null if it is not known
 * @param timed how many of the settled ones are tasks that a worker had begun
 * @param busyNanos the durations of these added up, in nanoseconds, without attempts that were
 *     followed by another; 0 if the progress is advanced by hand
 * @param workers how many tasks can run at once; 0 if the progress is advanced by hand
 * @param up how many of the workers have begun a task yet
 * @param upNanos the times since each of these began its first task, added up, in nanoseconds: a
 *     worker's start is not in it
 * @param running the tasks that run at this instant
 * @param ended tasks that ended since the last observation: all of them, or some if they are many
 */
public record Observation(
    long elapsedNanos,
    long settled,
    @Nullable Long count,
    long done,
    @Nullable Long total,
    long timed,
    long busyNanos,
    int workers,
    int up,
    long upNanos,
    List<Running> running,
    List<Ended> ended) {

  /**
   * A task that runs at the instant of the observation.
   *
   * @param index its place in the source, from 0
   * @param amount its weight, or 1
   * @param ageNanos how long it has been running, in nanoseconds
   */
  public record Running(long index, long amount, long ageNanos) {}

  /**
   * A task that ended.
   *
   * @param index its place in the source, from 0
   * @param amount its weight, or 1
   * @param nanos how long it took, in nanoseconds
   */
  public record Ended(long index, long amount, long nanos) {}
}
