package dev.headway.progress;

/**
 * How the workers of a job used their time, as fractions that add up to 1. It is sampled ten times
 * a second while a view shows the job. So it costs the work nothing, and a fraction below a
 * hundredth says little.
 *
 * @param working the function ran; in a worker process this includes reading its input and writing
 *     its result
 * @param sending inputs or results were on their way to or from a worker process
 * @param waitingForInput the source had not given the next input yet
 * @param waitingForConsumer results were there, but the caller did not take them, so no further
 *     input was taken
 * @param waitingForOrder results were there, but one before them was not, and the result buffer was
 *     full
 * @param idle anything else: a worker that was starting, had nothing left to do, or worked for
 *     another job
 */
public record Utilization(
    double working,
    double sending,
    double waitingForInput,
    double waitingForConsumer,
    double waitingForOrder,
    double idle) {

  /** Why a worker has no task of a job. */
  public enum Idle {
    /** The source has not given the next input yet. */
    INPUT,
    /** The result buffer is full of results that the consumer could take. */
    CONSUMER,
    /** The result buffer is full of results that wait for one before them. */
    ORDER,
    /** Anything else. */
    OTHER
  }
}
