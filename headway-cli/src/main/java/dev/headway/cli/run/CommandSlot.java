package dev.headway.cli.run;

import dev.headway.cli.run.FinishedJob.Ending;
import dev.headway.internal.time.ProgramTime;
import dev.headway.work.TaskBatch;
import dev.headway.work.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one command after the other: starts its process, and waits for its end. */
final class CommandSlot implements Worker {
  /** How often the clock is read that stands still while this program is stopped. */
  private static final long CLOCK_NANOS = 200_000_000;

  private final int slot;
  private final CommandBackend backend;
  private final Launcher launcher = new Launcher();
  private final ProgramTime time = ProgramTime.ofProcess();

  private final Object lock = new Object();
  private @Nullable Thread runner; // Guarded by lock.

  CommandSlot(int slot, CommandBackend backend) {
    this.slot = slot;
    this.backend = backend;
  }

  @Override
  public void prepare() {}

  @Override
  public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
    synchronized (lock) {
      runner = Thread.currentThread();
    }
    try {
      performAll(batch);
    } finally {
      synchronized (lock) {
        runner = null;
        Thread.interrupted(); // It was meant for a job that has ended.
      }
    }
  }

  private <A extends @Nullable Object, B extends @Nullable Object> void performAll(
      TaskBatch<A, B> batch) throws InterruptedException {
    for (int task = 0; task < batch.size() && !batch.cancelled(); task++) {
      try {
        backend.admission().await();
        performOne(batch, task);
      } catch (InterruptedException e) {
        if (batch.cancelled()) {
          return;
        }
        throw e;
      }
    }
  }

  private <A extends @Nullable Object, B extends @Nullable Object> void performOne(
      TaskBatch<A, B> batch, int task) throws InterruptedException {
    try {
      batch.started(task);
      Object input = batch.input(task);
      JobFailure failure = perform((JobInput) input, batch.index(task), batch.timeout());
      if (failure == null) {
        report(batch, task);
      } else {
        batch.failed(task, failure);
      }
    } catch (TimedOut late) {
      batch.timedOut(task);
    } finally {
      backend.admission().ended();
    }
  }

  /** The function says what the caller of the run gets for a job that ended well. */
  private static <A extends @Nullable Object, B extends @Nullable Object> void report(
      TaskBatch<A, B> batch, int task) {
    B value;
    try {
      value = batch.function().apply(batch.input(task));
    } catch (Exception e) {
      batch.failed(task, e);
      return;
    }
    batch.succeeded(task, value);
  }

  /** Thrown when a job was ended for its time-out. */
  private static final class TimedOut extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1L;
  }

  private @Nullable JobFailure perform(JobInput input, long index, @Nullable Duration limit)
      throws InterruptedException, TimedOut {
    Attempt attempt = new Attempt(input, index);
    Process process;
    try {
      process =
          backend
              .running()
              .start(
                  () ->
                      launcher.start(
                          attempt.words,
                          input.block(),
                          attempt.spool,
                          backend.running().token(attempt.number)));
    } catch (IOException e) {
      StartError error = StartError.of(ByteText.shown(attempt.words.get(0)), e);
      attempt.ended(error.ending());
      return new JobFailure(error.message());
    }
    return attempt.await(process, limit);
  }

  /** One attempt at a job. */
  private final class Attempt {
    private final JobInput input;
    private final long index;
    private final long number;
    private final List<String> words;
    private final Spool spool = backend.folder().spool();
    private final long startMillis = System.currentTimeMillis();
    private final long startNanos = time.nanoTime();

    Attempt(JobInput input, long index) {
      this.input = input;
      this.index = index;
      this.number = index + 1;
      this.words = backend.template().expand(input, number, slot + 1);
    }

    @Nullable JobFailure await(Process process, @Nullable Duration limit)
        throws InterruptedException, TimedOut {
      backend.listener().started(input, number, spool);
      boolean inTime;
      try {
        inTime = awaitEnd(process, limit);
      } catch (InterruptedException e) {
        backend.running().end(process, number);
        backend.running().ended(process);
        backend.listener().killed(ended(Ending.BY_HEADWAY));
        throw e;
      }
      if (!inTime) {
        backend.running().end(process, number);
      }
      backend.running().ended(process);
      if (!inTime) {
        ended(Ending.BY_HEADWAY);
        throw new TimedOut();
      }
      Ending ending = ended(Ending.of(process.exitValue())).ending();
      if (ending.isGood()) {
        return null;
      }
      return ending.equals(Ending.CUT_OFF) ? fullDisk() : JobFailure.of(ending);
    }

    private JobFailure fullDisk() {
      return new JobFailure(
          "its output may be cut off, since the disk of "
              + backend.folder().path()
              + " is full; name another folder in TMPDIR");
    }

    private FinishedJob ended(Ending ending) {
      backend.listener().complete(spool);
      long out = Spool.size(spool.out());
      boolean wrote = out > 0 || Spool.size(spool.err()) > 0;
      Ending known =
          ending.isGood() && wrote && backend.folder().isFull() ? Ending.CUT_OFF : ending;
      FinishedJob job =
          new FinishedJob(
              number, input, words, startMillis, time.nanoTime() - startNanos, known, out, spool);
      backend.table().put(index, job);
      return job;
    }
  }

  /** Returns false if the time is over before the process ends. */
  private boolean awaitEnd(Process process, @Nullable Duration limit) throws InterruptedException {
    if (limit == null) {
      process.waitFor();
      return true;
    }
    long end = time.nanoTime() + limit.toNanos();
    while (true) {
      long left = end - time.nanoTime();
      if (left <= 0) {
        return false;
      }
      if (process.waitFor(Math.min(left, CLOCK_NANOS), TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      if (runner != null) {
        runner.interrupt();
      }
    }
  }

  @Override
  public void close() {
    cancel();
  }
}
