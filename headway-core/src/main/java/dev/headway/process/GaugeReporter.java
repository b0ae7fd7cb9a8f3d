package dev.headway.process;

import dev.headway.work.TaskProgress;
import dev.headway.work.TaskReporter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes how far a task is into the gauge page of the worker process that runs it. Found by {@link
 * java.util.ServiceLoader}; not for use by programs. Elsewhere than in a worker process it does
 * nothing.
 */
public final class GaugeReporter implements TaskReporter {
  /** The page of this process, if it is a worker. */
  private static final AtomicReference<@Nullable GaugeParts> PAGE = new AtomicReference<>();

  /** Made by {@link java.util.ServiceLoader}. */
  public GaugeReporter() {}

  /** This process is a worker, and this is its page. */
  static void use(GaugeParts page) {
    PAGE.set(page);
  }

  @Override
  public long task() {
    GaugeParts page = PAGE.get();
    return page == null ? 0 : page.task();
  }

  @Override
  public void report(long task, List<TaskProgress> parts) {
    GaugeParts page = PAGE.get();
    if (page != null) {
      page.write(task, parts);
    }
  }
}
