package dev.headway.bench.scale;

import dev.headway.internal.run.DispatchedBatch;
import dev.headway.internal.run.WorkerFacts;
import dev.headway.internal.run.WorkerHealth;
import java.util.SplittableRandom;

/** A worker of the driver, with the batch that it has sent to the cluster. */
final class Lane {
  final WorkerFacts worker;
  private DispatchedBatch<Integer, Integer> batch;
  private long takenAt;
  private long[] ends = {};
  private int told;

  Lane(int number) {
    this.worker = new WorkerFacts(number, new WorkerHealth(), () -> false, false, false);
  }

  DispatchedBatch<Integer, Integer> batch() {
    return batch;
  }

  long takenAt() {
    return takenAt;
  }

  void takes(DispatchedBatch<Integer, Integer> taken, long now) {
    batch = taken;
    takenAt = now;
    ends = new long[0];
    told = 0;
  }

  /** The batch begins in its slot. Returns when it will end. */
  long begins(long now, long itemNanos, SplittableRandom random) {
    ends = new long[batch().size()];
    long time = now;
    for (int task = 0; task < ends.length; task++) {
      time += itemNanos / 2 + (long) (random.nextDouble() * itemNanos);
      ends[task] = time;
    }
    return time;
  }

  /** When the next item ends of which the driver was not told; 0 if it was told of all. */
  long nextEnd() {
    return told == ends.length ? 0 : ends[told];
  }

  /** The driver learns of what had ended at a time. Returns how many, and their ages added up. */
  long[] learns(long until, long now) {
    int first = told;
    long ages = 0;
    while (told < ends.length && ends[told] <= until) {
      ages += now - ends[told++];
    }
    if (told - first > 1) {
      batch().arrivedTogether(told - first);
    }
    for (int task = first; task < told; task++) {
      batch().started(task);
      batch().succeeded(task, task);
    }
    if (told < ends.length) {
      batch().started(told);
    }
    return new long[] {told - first, ages};
  }
}
