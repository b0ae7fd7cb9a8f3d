package dev.headway.spark;

import dev.headway.spark.JobDispatcher.Submission;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.SparkContext;

/** A Spark job with a partition for each of some batches. Safe for use by several threads. */
final class SubmittedJob {
  private final SparkContext context;
  private final String group;
  private final List<Submission> batches;
  private final Runnable onEnd;

  // Guarded by this.
  private final BitSet over = new BitSet();
  private final BitSet unwanted = new BitSet();

  /**
   * @param onEnd called when Spark is done with a batch, for each once
   */
  SubmittedJob(SparkContext context, String group, List<Submission> batches, Runnable onEnd) {
    this.onEnd = onEnd;
    this.context = context;
    this.group = group;
    this.batches = batches;
  }

  String group() {
    return group;
  }

  /** The Spark task of a partition has ended. */
  void ended(int partition, byte[] result) {
    if (end(partition)) {
      onEnd.run();
      batches.get(partition).ended(result);
    }
  }

  /** The job has ended early: there will be no results but those that have come. */
  void failed(Throwable cause) {
    for (int partition = 0; partition < batches.size(); partition++) {
      if (end(partition)) {
        onEnd.run();
        batches.get(partition).failed(cause);
      }
    }
  }

  private synchronized boolean end(int partition) {
    boolean open = !over.get(partition);
    over.set(partition);
    return open;
  }

  /** A batch is not wanted any more. When none is, Spark is told to end the job. */
  void cancel(Submission batch) {
    boolean none;
    synchronized (this) {
      unwanted.set(batches.indexOf(batch));
      BitSet ended = (BitSet) unwanted.clone();
      ended.or(over);
      none = ended.cardinality() == batches.size();
    }
    if (none) {
      context.cancelJobGroup(group);
    }
  }
}
