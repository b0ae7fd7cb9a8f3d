package dev.headway.internal.run;

import java.util.function.BooleanSupplier;

/**
 * What a run is told of a worker that takes batches from it.
 *
 * @param number the number of the worker
 * @param health records how the worker does
 * @param unwanted true if its batch shall not go on: if the task that waits for the run on the
 *     worker's own thread was cancelled or is over its time, or if the consumer that performs the
 *     batch was interrupted
 * @param callersThread true if the thread that performs the batch is the caller's own
 * @param waitingThread true if it is the consumer of the run, the caller's own or a worker's
 */
public record WorkerFacts(
    int number,
    WorkerHealth health,
    BooleanSupplier unwanted,
    boolean callersThread,
    boolean waitingThread) {}
