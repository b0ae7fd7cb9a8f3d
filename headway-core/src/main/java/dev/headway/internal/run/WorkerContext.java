package dev.headway.internal.run;

import java.util.function.BooleanSupplier;

/**
 * Where the tasks of a run are performed.
 *
 * @param worker the number of the worker
 * @param workerHealth hears how the worker does
 * @param unwanted whether the task that waits for the run on the worker's own thread was cancelled
 */
public record WorkerContext(int worker, WorkerHealth workerHealth, BooleanSupplier unwanted) {}
