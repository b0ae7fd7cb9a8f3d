package dev.headway;

import dev.headway.work.WorkerListener;
import java.nio.charset.Charset;
import java.util.Collection;

/**
 * Hears the workers of a crew; tells the runs too when one is started anew.
 *
 * @param printer hears all
 * @param runs those that go on, at any time
 */
record ToldRuns(WorkerListener printer, Collection<Run<?, ?>> runs) implements WorkerListener {

  @Override
  public void printed(int worker, Output output, byte[] text, boolean goesOn) {
    printer.printed(worker, output, text, goesOn);
  }

  @Override
  public Charset charset(Output output) {
    return printer.charset(output);
  }

  @Override
  public boolean endsLines(Output output) {
    return printer.endsLines(output);
  }

  @Override
  public boolean isHeldUp(Thread thread) {
    return printer.isHeldUp(thread);
  }

  @Override
  public void replaced(int worker) {
    runs.forEach(run -> run.workerReplaced(worker));
    printer.replaced(worker);
  }
}
