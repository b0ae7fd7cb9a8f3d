package dev.headway.internal.process;

import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.work.Initializer;
import dev.headway.work.Serial;
import dev.headway.work.TaskBatch;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a worker process inside of one: tasks run on the thread that asks for their
 * results. Jobs inside of jobs would multiply the processes otherwise.
 */
public final class NestedWorker implements Worker {
  private final int number;
  private final Worker worker;
  private FunctionCache.@Nullable SerializedFunction initializer;

  public NestedWorker(ProcessConfig config, int number, WorkerListener listener) {
    this.number = number;
    this.worker = Serial.here().worker(number, listener);
    this.initializer = config.initializer();
  }

  /** True in a worker process. */
  public static boolean isInside() {
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

  private void initialize(FunctionCache.SerializedFunction serializedFunction) {
    try {
      if (serializedFunction.read() instanceof Initializer its) {
        its.run();
      }
    } catch (Exception | LinkageError e) {
      throw new WorkerStartException(
          "Worker "
              + number
              + " could not be started: its initializer failed: "
              + ControlEscapes.value(e, WorkerProtocol.MAX_ERROR_LENGTH)
              + ".",
          e);
    }
  }

  @Override
  public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
    worker.perform(batch);
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
