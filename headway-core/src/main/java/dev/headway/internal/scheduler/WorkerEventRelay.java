package dev.headway.internal.scheduler;

import dev.headway.internal.run.Run;
import dev.headway.work.WorkerListener;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.function.IntConsumer;

/**
 * Passes the events of workers on to the printer. Reports a replaced worker to the runs too.
 *
 * @param printer receives all events
 * @param runs the current runs, a list that changes
 * @param onReplaced receives the number of a worker that was replaced
 */
record WorkerEventRelay(WorkerListener printer, Collection<Run<?, ?>> runs, IntConsumer onReplaced)
    implements WorkerListener {

  @Override
  public void printed(int worker, Output output, byte[] text, boolean lineContinues) {
    printer.printed(worker, output, text, lineContinues);
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
    onReplaced.accept(worker);
    runs.forEach(run -> run.statistics().workerReplaced(run.now(), worker));
    printer.replaced(worker);
  }
}
