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

  // Guarded by this.
  private final BitSet over = new BitSet();
  private final BitSet unwanted = new BitSet();

  SubmittedJob(SparkContext context, String group, List<Submission> batches) {
    this.context = context;
    this.group = group;
    this.batches = batches;
  }

  String group() {
    return group;
  }

  /** The Spark task of a partition has ended. */
  void ended(int partition, byte[] result) {
    synchronized (this) {
      over.set(partition);
    }
    batches.get(partition).ended(result);
  }

  /** The job has ended early: there will be no results but those that have come. */
  void failed(Throwable cause) {
    for (int partition = 0; partition < batches.size(); partition++) {
      boolean open;
      synchronized (this) {
        open = !over.get(partition);
        over.set(partition);
      }
      if (open) {
        batches.get(partition).failed(cause);
      }
    }
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
