package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.process.ProcessWorker;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.function.FunctionCache;
import dev.headway.internal.process.launch.HeadwayJar;
import dev.headway.internal.process.launch.StartThrottle;
import dev.headway.internal.time.ProgramTime;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** A worker for a test, with what it printed. */
public final class Bench implements AutoCloseable, WorkerListener {
  public final List<String> printed = Collections.synchronizedList(new ArrayList<>());
  public final TestLog log = new TestLog();
  public final ProcessWorker worker;
  private final AtomicBoolean open = new AtomicBoolean(true);

  public Bench() {
    this(ProcessConfig.of(4));
  }

  public Bench(Processes backend) {
    this(backend.config());
  }

  public Bench(ProcessConfig config) {
    ProgramTime.ofProcess().hold(); // As a run does: a stop of the machine is no time of a task.
    worker =
        new ProcessWorker(
            config,
            2,
            this,
            new FunctionCache(),
            new StartThrottle(2, Duration.ofSeconds(1)),
            new HeadwayJar(),
            log);
  }

  @Override
  public void printed(int number, Output output, byte[] text, boolean goesOn) {
    new String(text, UTF_8)
        .lines()
        .forEach(line -> printed.add(number + " " + output + " " + line));
  }

  /** Runs a batch to its end. */
  public <A, B> TestBatch<A, B> perform(TestBatch<A, B> batch) throws InterruptedException {
    worker.prepare();
    worker.perform(batch);
    return batch;
  }

  /** Runs a batch in a thread of its own. */
  public Thread start(TestBatch<?, ?> batch) {
    Thread handler = new Thread(new FutureTask<>(() -> perform(batch)), "handler");
    handler.setDaemon(true);
    handler.start();
    return handler;
  }

  /** The process of the worker. As a run does, it asks again if the worker died unnoticed. */
  public long pid() throws InterruptedException {
    Object pid = null;
    while (pid == null) {
      pid = perform(TestBatch.of(Tasks.PID, "")).value(0);
    }
    return (Long) pid;
  }

  @Override
  public void close() {
    if (open.getAndSet(false)) {
      ProgramTime.ofProcess().letGo();
    }
    worker.close();
  }
}
