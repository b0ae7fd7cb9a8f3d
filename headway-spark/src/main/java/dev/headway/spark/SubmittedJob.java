package dev.headway.spark;

import dev.headway.spark.JobDispatcher.Submission;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** A Spark job with a partition for each of some batches. Safe for use by several threads. */
final class SubmittedJob {
  private final Consumer<String> canceller;
  private final String group;
  private final List<Submission> batches;
  private final Runnable onEnd;

  // Guarded by this.
  private final BitSet over = new BitSet();
  private final BitSet unwanted = new BitSet();

  /**
   * @param canceller tells Spark to end the jobs of a group
   * @param onEnd called when Spark is done with a batch, for each once
   */
  SubmittedJob(Consumer<String> canceller, String group, List<Submission> batches, Runnable onEnd) {
    this.onEnd = onEnd;
    this.canceller = canceller;
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
      try {
        batches.get(partition).ended(result);
      } catch (Throwable e) { // As for want of memory. Spark would not tell of this batch again.
        batches.get(partition).failed(e);
      }
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
    synchronized (this) {
      unwanted.set(batches.indexOf(batch));
    }
    cancelIfUnwanted();
  }

  /** Spark has the job. Before that it could not be told to end it. */
  void submitted() {
    cancelIfUnwanted();
  }

  private void cancelIfUnwanted() {
    boolean none;
    synchronized (this) {
      BitSet ended = (BitSet) unwanted.clone();
      ended.or(over);
      none = !unwanted.isEmpty() && ended.cardinality() == batches.size();
    }
    if (none) {
      cancel();
    }
  }

  private void cancel() {
    try {
      canceller.accept(group);
    } catch (Exception e) { // A context that is stopped has ended its jobs.
      System.getLogger(SubmittedJob.class.getName())
          .log(System.Logger.Level.DEBUG, "A Spark job was not cancelled.", e);
    }
  }
}
