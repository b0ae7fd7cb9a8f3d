package dev.headway;

import dev.headway.work.WorkerListener;
import java.util.Collection;
import java.util.function.IntConsumer;

/**
 * Hears the workers of a crew; tells the runs too when one is started anew.
 *
 * @param printer hears all
 * @param runs those that go on, at any time
 * @param renewed hears the number of a worker that was started anew
 */
record ToldRuns(WorkerListener printer, Collection<Run<?, ?>> runs, IntConsumer renewed)
    implements WorkerListener {

  @Override
  public void printed(int worker, Output output, String line) {
    printer.printed(worker, output, line);
  }

  @Override
  public void replaced(int worker) {
    renewed.accept(worker);
    runs.forEach(run -> run.health().workerReplaced(run.now(), worker));
    printer.replaced(worker);
  }
}
