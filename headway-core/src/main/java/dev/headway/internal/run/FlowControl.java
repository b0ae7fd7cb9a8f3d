package dev.headway.internal.run;

import org.jspecify.annotations.Nullable;

/**
 * How many inputs a run may take, in all and at once. Nothing here is exact: it is asked by many
 * threads while others take and deliver, and the window has the last word.
 */
public final class FlowControl {
  /** The room of a ring for each worker: what its largest claims need. */
  private static final int RESULTS_PER_WORKER = 2 * BatchSizer.MAX_SIZE;

  private final BatchSizer sizer;
  private final int window;
  private final WorkerSupply<?> workerSupply;
  private final int workers;
  private final @Nullable Long total;

  /**
   * @param window the setting of the job, or 0
   * @param total how many inputs there are, if that is known
   */
  FlowControl(int window, WorkerSupply<?> workerSupply, @Nullable Long total) {
    this.sizer = new BatchSizer(workerSupply.dispatchCost());
    this.window = window;
    this.workerSupply = workerSupply;
    this.workers = workerSupply.count();
    this.total = total;
  }

  /** The most that {@link #window} will ever be. */
  int maxWindow() {
    long limit =
        window > 0 ? window : Math.min(ResultBuffer.MAX_SIZE, (long) RESULTS_PER_WORKER * workers);
    return (int) (total == null ? limit : Math.max(1, Math.min(limit, total)));
  }

  /**
   * How many inputs may be taken and not delivered. Without a setting, a few for each worker:
   * enough that none waits while tasks are alike. More of tiny ones, which come in bulk.
   */
  int window() {
    if (window > 0) {
      return window;
    }
    return (int) Math.min(maxWindow(), (long) workers * sizer.inputsAhead());
  }

  /** How many a worker takes at once: less toward the end, so that all end together. */
  int batchSize(long taken) {
    // Of those that are not started yet none waits for its share.
    long shares = 2L * workerSupply.active();
    long limit = Math.min(sizer.get(), window() / shares);
    if (total != null) {
      limit = Math.min(limit, (total - taken) / shares);
    }
    // Never so few that it were quicker if another worker did them too.
    return (int) Math.max(sizer.minSize(), limit);
  }

  /** The time that one worker would take for what is not taken yet; very long if not known. */
  double remainingNanos(long taken) {
    double each = sizer.nanosPerTask();
    return total == null || each <= 0 ? Double.MAX_VALUE : each * (total - taken);
  }

  /**
   * True if tasks are claimed several at once, or were, or if nothing is known of them yet. Not if
   * they only are now: the last tasks of a job come alone, and one that has to wait for a processor
   * looks long.
   */
  boolean mayBeTiny() {
    return inBulk() || sizer.nanosPerTask() <= 0;
  }

  /** True if tasks are so tiny that several are claimed at once, or were. */
  boolean inBulk() {
    return sizer.wasBulk();
  }

  /**
   * A claim of so many tasks took so long in all, and moved so many bytes. Answers whether tasks
   * are claimed {@linkplain #inBulk in bulk} from now on, and were not before.
   */
  boolean performed(int tasks, long nanos, long bytes) {
    boolean before = inBulk();
    sizer.performed(tasks, nanos, bytes);
    return !before && inBulk();
  }
}
