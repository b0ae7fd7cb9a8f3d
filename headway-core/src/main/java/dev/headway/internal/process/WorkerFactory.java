package dev.headway.internal.process;

import dev.headway.internal.process.client.TaskErrors;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.function.FunctionCache.SerializedFunction;
import dev.headway.internal.process.launch.HeadwayJar;
import dev.headway.internal.process.launch.StartCheck;
import dev.headway.internal.process.launch.StartThrottle;
import dev.headway.work.Initializer;
import dev.headway.work.TaskFunction;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import java.io.IOException;

/**
 * Makes the workers of a backend, and has what they share. Safe for use by several threads. Making
 * a factory is cheap.
 */
public final class WorkerFactory {
  private final ProcessConfig config;

  /** Saves serializing a function once per worker. */
  private final FunctionCache functions = new FunctionCache();

  private final StartThrottle throttle = StartThrottle.ofThisMachine();
  private final HeadwayJar headwayJar = new HeadwayJar();
  private final StartPreloader preloader = new StartPreloader();
  private final StartCheck startCheck = new StartCheck();

  public WorkerFactory(ProcessConfig config) {
    this.config = config;
  }

  /** Loads what the first start needs, on another thread: it will not be long until then. */
  public void preload() {
    preloader.begin();
  }

  /**
   * Makes the worker of a number. Its process starts later.
   *
   * @param listener receives what the worker prints
   */
  public Worker worker(int number, WorkerListener listener) {
    return NestedWorker.isInside()
        ? new NestedWorker(config, number, listener)
        : new ProcessWorker(
            config,
            number,
            listener,
            functions,
            throttle,
            headwayJar,
            new LazyLogger("dev.headway"));
  }

  /**
   * Refuses a function that no worker can run.
   *
   * @throws IllegalArgumentException if it cannot travel
   */
  public void check(TaskFunction<?, ?> function) {
    if (!NestedWorker.isInside()) {
      startCheck.passOnce(config);
    }
    try {
      functions.renew(function);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw TaskErrors.unsendable(function, e);
    }
  }

  /**
   * Serializes an initializer.
   *
   * @throws IllegalArgumentException if it cannot travel
   */
  public static SerializedFunction serialized(Initializer initializer) {
    try {
      return SerializedFunction.of(initializer);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw TaskErrors.unsendable(initializer, e);
    }
  }
}
