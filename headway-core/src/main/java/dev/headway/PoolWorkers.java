package dev.headway;

import dev.headway.internal.run.JobExecutor;
import dev.headway.internal.run.Run;
import dev.headway.work.Backend;

/**
 * What runs the jobs of a pool, however many pools on other displays share it.
 *
 * @param backend says what its workers can run
 * @param executor gives them the runs
 */
record PoolWorkers(Backend backend, JobExecutor<Run<?, ?>> executor) {}
