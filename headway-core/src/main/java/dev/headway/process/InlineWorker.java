package dev.headway.process;

import dev.headway.text.Visible;
import dev.headway.work.Claim;
import dev.headway.work.Serial;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a worker process inside of one: tasks run on the thread that asks for their
 * results. Jobs inside of jobs would multiply the processes otherwise.
 */
final class InlineWorker implements Worker {
  private final int number;
  private final Worker worker;
  private Parcels.@Nullable Parcel initializer;

  InlineWorker(Settings settings, int number, WorkerListener listener) {
    this.number = number;
    this.worker = Serial.here().worker(number, listener);
    this.initializer = settings.initializer();
  }

  /** True in a worker process. */
  static boolean isInside() {
    return System.getProperty(WorkerProtocol.NUMBER) != null;
  }

  @Override
  public void prepare() throws InterruptedException {
    worker.prepare();
    if (initializer != null) {
      initialize(initializer);
      initializer = null;
    }
  }

  private void initialize(Parcels.Parcel parcel) {
    try {
      if (parcel.read() instanceof Initializer its) {
        its.run();
      }
    } catch (Exception | LinkageError e) {
      throw new WorkerStartException(
          "Worker "
              + number
              + " could not be started: its initializer failed: "
              + Visible.value(e, WorkerProtocol.MAX_ERROR_LENGTH)
              + ".",
          e);
    }
  }

  @Override
  public void perform(Claim<?, ?> claim) throws InterruptedException {
    worker.perform(claim);
  }

  @Override
  public void cancel() {
    worker.cancel();
  }

  @Override
  public void close() {
    worker.close();
  }
}
