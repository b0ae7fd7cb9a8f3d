package dev.headway.work;

import java.time.Duration;
import java.util.Set;

/**
 * What the worker of a cluster says of a batch beyond the ends of its tasks: see {@link
 * TaskBatch#cluster()}. All methods are called by the thread that performs the batch.
 */
public interface ClusterReport {
  /** For a batch that is not shown. */
  ClusterReport NONE = new ClusterReport() {};

  /**
   * Says where the batch runs. It is shown beside its tasks.
   *
   * @param place a few words, such as {@code executor 3 on node7}
   */
  default void runsAt(String place) {}

  /**
   * Says that the batch waited for its turn until some time ago: that time is none of its tasks'.
   *
   * @param ago how long ago the first of them began
   */
  default void waited(Duration ago) {}

  /**
   * Says why no task begins now. It is shown beside the bar until the next call.
   *
   * @param what a few words, such as {@code waiting for executors}; empty if that is over
   */
  default void waitsFor(String what) {}

  /**
   * Says what the cluster did for the batch. The numbers of several calls add up.
   *
   * @param tasks how many tasks of the cluster began
   * @param repeated how many of them had begun before
   * @param lost the names of executors that died with the batch
   * @param bytes how many bytes went to the cluster and came back
   */
  default void used(long tasks, long repeated, Set<String> lost, long bytes) {}
}
