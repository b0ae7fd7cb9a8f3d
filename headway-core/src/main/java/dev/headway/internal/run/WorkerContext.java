package dev.headway.internal.run;

import java.util.function.BooleanSupplier;

/**
 * The worker that performs a batch.
 *
 * @param worker the number of the worker
 * @param workerHealth records how the worker does
 * @param unwanted true if the task that waits for the run on the worker's own thread was cancelled
 */
public record WorkerContext(int worker, WorkerHealth workerHealth, BooleanSupplier unwanted) {}
