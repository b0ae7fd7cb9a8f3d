package dev.headway.internal.process;

import dev.headway.internal.process.client.BatchRequest;
import dev.headway.internal.process.client.CrashInspection;
import dev.headway.internal.process.client.TaskErrors;
import dev.headway.internal.process.client.TimeoutMonitor;
import dev.headway.internal.process.client.WorkerProcess;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.launch.HeadwayJar;
import dev.headway.internal.process.launch.StartThrottle;
import dev.headway.internal.process.launch.WorkerLauncher;
import dev.headway.internal.process.protocol.ControlExecutor;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.time.Timer;
import dev.headway.internal.time.Waits;
import dev.headway.work.TaskBatch;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A worker whose tasks run in a JVM of their own, which is started anew when it has died. */
public final class ProcessWorker implements Worker {
  /** What kills idle workers again and again must not keep the machine busy with new ones. */
  private static final Duration MAX_OFTEN = Duration.ofSeconds(1);

  private final ProcessConfig config;
  private final int number;
  private final WorkerListener listener;
  private final FunctionCache functions;
  private final StartThrottle throttle;
  private final HeadwayJar headwayJar;
  private final ControlExecutor control;
  private final System.Logger logger;
  private final GrowableBuffer payload = new GrowableBuffer();

  /** Held while a worker starts: for a call, or in the place of one that died idle. */
  private final ReentrantLock starter = new ReentrantLock();

  private final Object lock = new Object();
  private long replaced = System.nanoTime() - MAX_OFTEN.toNanos();
  private boolean closed;
  private boolean startedBefore;
  private @Nullable WorkerLauncher starting;
  private @Nullable WorkerProcess process;
  private @Nullable BatchRequest<?, ?> current;
  private @Nullable Timer killing;
  private volatile @Nullable WorkerProcess ending;

  public ProcessWorker(
      ProcessConfig config,
      int number,
      WorkerListener listener,
      FunctionCache functions,
      StartThrottle throttle,
      HeadwayJar headwayJar,
      System.Logger logger) {
    this.headwayJar = headwayJar;
    headwayJar.enter();
    this.logger = logger;
    this.config = config;
    this.number = number;
    this.listener = listener;
    this.functions = functions;
    this.throttle = throttle;
    this.control = new ControlExecutor(number);
  }

  @Override
  public void prepare() throws InterruptedException {
    starter.lockInterruptibly();
    try {
      startUnlessReady();
    } finally {
      starter.unlock();
    }
  }

  private void startUnlessReady() throws InterruptedException {
    WorkerProcess spent;
    synchronized (lock) {
      spent = process;
      if (!closed && spent != null && spent.alive() && spent.remainingTasks() > 0) {
        return;
      }
    }
    if (spent != null) {
      dismiss(spent);
    }
    WorkerLauncher launcher;
    synchronized (lock) {
      if (closed) {
        throw new WorkerStartException("Worker " + number + " is closed.", null);
      }
      process = null;
      launcher =
          new WorkerLauncher(config, number, listener, control, throttle, headwayJar, logger);
      starting = launcher;
    }
    try {
      WorkerProcess started = launcher.start();
      boolean wanted;
      boolean again;
      synchronized (lock) {
        wanted = !closed;
        process = wanted ? started : null;
        again = startedBefore;
        startedBefore = true;
      }
      if (wanted) {
        if (again) {
          listener.replaced(number);
        }
        started.whenEnded(() -> control.now(() -> forget(started)));
        return;
      }
      started.end(WorkerProcess.KILLED);
      throw new WorkerStartException("Worker " + number + " was closed while it started.", null);
    } finally {
      synchronized (lock) {
        starting = null;
      }
    }
  }

  /**
   * Forgets a worker process that ended while it had nothing to do; the next call finds another.
   */
  private void forget(WorkerProcess ended) {
    boolean again;
    synchronized (lock) {
      if (process != ended || current != null || closed || ended.remainingTasks() == 0) {
        return;
      }
      process = null;
      long now = System.nanoTime();
      again = now - replaced > MAX_OFTEN.toNanos();
      replaced = again ? now : replaced;
    }
    if (!ended.isKilled()) {
      logger.log(
          Level.WARNING,
          () -> ended.name() + " " + ended.describeEnd("code that ran in it") + " while idle.");
    }
    if (again) {
      replace();
    }
  }

  private void replace() {
    try {
      prepare();
      logger.log(Level.DEBUG, () -> "Worker " + number + " is up again.");
    } catch (WorkerStartException e) {
      // The next call tries again, and is told.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
    FunctionCache.SerializedFunction serializedFunction;
    try {
      serializedFunction = functions.get(batch.function());
    } catch (IOException | RuntimeException e) {
      for (int task = 0; task < batch.size() && !batch.cancelled(); task++) {
        batch.started(task);
        batch.failed(task, TaskErrors.unsendable(batch.function(), e));
      }
      return;
    }
    int next = perform(batch, serializedFunction, 0);
    while (next < batch.size() && !batch.cancelled()) {
      try {
        prepare();
      } catch (WorkerStartException e) {
        return; // The next call is told.
      }
      next = perform(batch, serializedFunction, next);
    }
  }

  /**
   * Performs a batch from a task on; returns where another worker process has to go on, if one has
   * to.
   */
  private int perform(
      TaskBatch<?, ?> batch, FunctionCache.SerializedFunction serializedFunction, int from)
      throws InterruptedException {
    WorkerProcess performer;
    BatchRequest<?, ?> request;
    synchronized (lock) {
      if (closed || process == null) {
        return batch.size();
      }
      performer = process;
      request = new BatchRequest<>(batch, performer, payload);
      current = request;
    }
    batch.heartbeat(performer::heartbeats);
    batch.sending(performer.status()::sends);
    batch.remoteProcess(performer.pid(), performer.status().parts()::read);
    boolean sound = false;
    long movedBefore = performer.channel().moved();
    Duration limit = batch.timeout();
    TimeoutMonitor clock =
        limit == null ? null : new TimeoutMonitor(request, performer, control, limit);
    try {
      if (clock != null) {
        clock.start();
      }
      int next = request.run(serializedFunction, from);
      sound = !request.expired(); // It may have ended just before it was killed for its time.
      return sound ? next : batch.size();
    } catch (IOException e) {
      reportCrash(performer, request, clock, e);
      return batch.size();
    } catch (RuntimeException | Error e) { // Of this program.
      reportCrash(performer, request, clock, e);
      throw e;
    } finally {
      if (clock != null) {
        clock.stop();
      }
      batch.bytesTransferred(performer.channel().moved() - movedBefore);
      synchronized (lock) {
        current = null;
        if (killing != null) {
          killing.cancel(); // It would keep the inputs for all the time of grace.
          killing = null;
        }
        if (!sound) {
          // Its conversation broke off: nothing that it says later could be understood.
          performer.kill();
          if (process == performer) {
            process = null;
          }
        }
      }
      if (!sound) {
        performer.channel().close();
      }
    }
  }

  private void reportCrash(
      WorkerProcess dead,
      BatchRequest<?, ?> request,
      @Nullable TimeoutMonitor clock,
      Throwable cause)
      throws InterruptedException {
    if (clock != null) {
      clock.stop();
    }
    if (request.isWorkerUnfit()) {
      return; // It is killed, and what it took runs elsewhere.
    }
    ending = dead;
    try {
      new CrashInspection(dead, request, config.grace(), () -> wanted(request)).perform(cause);
    } finally {
      ending = null;
    }
  }

  private boolean wanted(BatchRequest<?, ?> request) {
    synchronized (lock) {
      return closed || request.cancelled();
    }
  }

  @Override
  public Duration cpuTime() {
    WorkerProcess now;
    synchronized (lock) {
      now = process;
    }
    return now == null ? Duration.ZERO : now.cpuTime();
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      BatchRequest<?, ?> running = current;
      if (running != null && running.cancel()) {
        killing = control.after(config.grace(), () -> killUnlessOver(running));
        control.now(running::sendCancel);
      }
    }
  }

  private void killUnlessOver(BatchRequest<?, ?> request) {
    synchronized (lock) {
      // Under the lock, so that it cannot hit the batch that comes next.
      if (current == request && process != null) {
        process.kill();
      }
    }
  }

  @Override
  public void close() {
    WorkerLauncher launcher;
    WorkerProcess last;
    boolean again;
    synchronized (lock) {
      again = closed;
      closed = true;
      launcher = starting;
      last = process;
      process = null;
    }
    if (launcher != null) {
      launcher.abort();
      Waits.uninterrupted(interrupted -> launcher.awaitOver(WorkerProcess.KILLED));
    }
    if (last != null) {
      dismiss(last);
    }
    if (!again) {
      headwayJar.leave();
    }
  }

  @Override
  public boolean isEndHeldUp() {
    WorkerProcess now = ending;
    return now != null && now.isHeldUp();
  }

  private void dismiss(WorkerProcess last) {
    ending = last;
    last.dismiss(control, config.grace());
    ending = null;
  }
}
