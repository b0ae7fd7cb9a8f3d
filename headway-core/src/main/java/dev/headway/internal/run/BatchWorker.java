package dev.headway.internal.run;

import java.util.function.BooleanSupplier;

/**
 * The worker that performs a batch.
 *
 * @param number the number of the worker
 * @param health records how the worker does
 * @param unwanted true if the task that waits for the run on the worker's own thread was cancelled
 */
public record BatchWorker(int number, WorkerHealth health, BooleanSupplier unwanted) {}
