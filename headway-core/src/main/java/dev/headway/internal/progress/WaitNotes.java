package dev.headway.internal.progress;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the idle workers of a job wait for. Written by the run, read with each snapshot. */
public final class WaitNotes {
  private volatile @Nullable LongSupplier awaited;
  private volatile Supplier<String> limit = () -> "";

  WaitNotes() {}

  /**
   * Says that the consumer waits for the result of one input, and how to learn whether nothing more
   * can begin before it is there. If workers are idle for that, the input is named beside the bar.
   *
   * @param index the place of the input in the source, from 0, or -1 while there is room for more;
   *     read by any thread. Null if the consumer does not wait
   */
  public void waitsFor(@Nullable LongSupplier index) {
    awaited = index;
  }

  /**
   * Says how to learn whether a limit keeps workers idle.
   *
   * @param text names the limit in a few words, or is empty while it keeps none; read by any thread
   */
  public void limitedBy(Supplier<String> text) {
    limit = text;
  }

  /**
   * Returns what the workers wait for; empty if there is nothing to say. Called with each snapshot.
   *
   * @param idle true if a worker has no task
   */
  String note(RunningTasks tasks, boolean idle, long now) {
    LongSupplier index = awaited;
    String wait = tasks.awaited(index == null || !idle ? -1 : index.getAsLong(), now);
    return wait.isEmpty() && idle ? limit.get() : wait;
  }
}
