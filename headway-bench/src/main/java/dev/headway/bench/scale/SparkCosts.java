package dev.headway.bench.scale;

/**
 * What Spark costs, in nanoseconds. Which of these are measured and which estimated: docs/scale.md.
 *
 * @param job what a job takes of the thread that plans jobs
 * @param task what a task of Spark takes of the thread that launches tasks, until its result is in
 * @param toSlot from its launch to the begin of a task in its slot
 * @param toDriver from the end of a task to the driver; the same for a message
 * @param message what a message takes of the driver's processors
 * @param item what an input and its result take of the driver's processors
 * @param start what a batch takes of its slot before its first item
 */
record SparkCosts(
    long job, long task, long toSlot, long toDriver, long message, long item, long start) {
  static final SparkCosts USUAL =
      new SparkCosts(20_000_000, 1_000_000, 4_000_000, 3_000_000, 50_000, 5_000, 1_000_000);
}
