package dev.headway.internal.process.worker;

import dev.headway.internal.process.protocol.ProgressArea;
import dev.headway.work.TaskProgress;
import dev.headway.work.TaskProgressReporter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes how far a task is into the status page of the worker process that runs it. Found by {@link
 * java.util.ServiceLoader}; not for use by programs. Elsewhere than in a worker process it does
 * nothing.
 */
public final class StatusPageReporter implements TaskProgressReporter {
  /** The page of this process, if it is a worker. */
  private static final AtomicReference<@Nullable ProgressArea> PAGE = new AtomicReference<>();

  /** Made by {@link java.util.ServiceLoader}. */
  public StatusPageReporter() {}

  /** This process is a worker, and this is its page. */
  static void use(ProgressArea page) {
    PAGE.set(page);
  }

  @Override
  public long task() {
    ProgressArea page = PAGE.get();
    return page == null ? 0 : page.task();
  }

  @Override
  public void report(long task, List<TaskProgress> parts) {
    ProgressArea page = PAGE.get();
    if (page != null) {
      page.write(task, parts);
    }
  }
}
