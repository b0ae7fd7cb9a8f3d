package dev.headway;

import java.util.function.BooleanSupplier;

/**
 * Where the tasks of a run are performed.
 *
 * @param worker the number of the worker
 * @param fitness hears how the worker does
 * @param unwanted whether the task that waits for the run on the worker's own thread was cancelled
 */
record Place(int worker, Fitness fitness, BooleanSupplier unwanted) {}
