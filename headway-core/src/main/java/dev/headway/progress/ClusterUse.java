package dev.headway.progress;

/**
 * What a job had of its cluster. Immutable.
 *
 * @param tasks how many tasks of the cluster began; each holds a batch of the job's tasks
 * @param repeated how many of them had begun before, since an executor died or was slow
 * @param lostExecutors how many executors died while they had tasks of the job
 * @param bytes how many bytes of inputs and results went to the cluster and came back
 */
public record ClusterUse(long tasks, long repeated, int lostExecutors, long bytes) {}
