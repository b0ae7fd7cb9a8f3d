package dev.headway;

import dev.headway.work.WorkerListener;
import java.util.Collection;

/**
 * Hears the workers of a crew; tells the runs too when one is started anew.
 *
 * @param printer hears all
 * @param runs those that go on, at any time
 */
record ToldRuns(WorkerListener printer, Collection<Run<?, ?>> runs) implements WorkerListener {

  @Override
  public void printed(int worker, Output output, String line) {
    printer.printed(worker, output, line);
  }

  @Override
  public void replaced(int worker) {
    runs.forEach(run -> run.workerReplaced(worker));
    printer.replaced(worker);
  }
}
