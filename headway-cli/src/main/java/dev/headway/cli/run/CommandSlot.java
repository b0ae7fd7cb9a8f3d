package dev.headway.cli.run;

import dev.headway.cli.run.EarlyEnd.Reason;
import dev.headway.cli.run.FinishedJob.Ending;
import dev.headway.internal.time.ProgramTime;
import dev.headway.internal.time.Timer;
import dev.headway.work.TaskBatch;
import dev.headway.work.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one command after the other: starts its process, and waits for its end. */
final class CommandSlot implements Worker {
  private final int slot;
  private final CommandBackend backend;
  private final ProgramTime time = ProgramTime.ofProcess();
  private final Object lock = new Object();
  private volatile @Nullable EarlyEnd running;

  /** The thread that waits until a job may start; null while none does. Guarded by lock. */
  private @Nullable Thread waiting;

  CommandSlot(int slot, CommandBackend backend) {
    this.slot = slot;
    this.backend = backend;
  }

  @Override
  public void prepare() {}

  @Override
  public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
    performAll(batch); // With names for its types.
  }

  private <A extends @Nullable Object, B extends @Nullable Object> void performAll(
      TaskBatch<A, B> batch) throws InterruptedException {
    for (int task = 0; task < batch.size() && !batch.cancelled(); task++) {
      try {
        awaitAdmission();
        performOne(batch, task);
      } catch (InterruptedException e) {
        if (batch.cancelled()) {
          return;
        }
        throw e;
      }
    }
  }

  private void awaitAdmission() throws InterruptedException {
    synchronized (lock) {
      waiting = Thread.currentThread();
    }
    try {
      backend.admission().await();
    } finally {
      synchronized (lock) {
        waiting = null;
        Thread.interrupted(); // It was meant for the wait.
      }
    }
  }

  private <A extends @Nullable Object, B extends @Nullable Object> void performOne(
      TaskBatch<A, B> batch, int task) throws InterruptedException {
    try {
      batch.started(task);
      Object input = batch.input(task);
      JobFailure failure = perform((JobInput) input, batch, batch.index(task));
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

  private @Nullable JobFailure perform(JobInput input, TaskBatch<?, ?> batch, long index)
      throws InterruptedException, TimedOut {
    Attempt attempt = new Attempt(input, index);
    if (attempt.isTooLong()) {
      attempt.ended(Ending.NOT_STARTED);
      return new JobFailure("its words have more bytes than -s allows");
    }
    RunningJobs jobs = backend.running();
    JobProcess process;
    try {
      process =
          jobs.start(
              () ->
                  backend
                      .launcher()
                      .start(
                          attempt.words, input.block(), attempt.spool, jobs.token(attempt.number)));
    } catch (IOException e) {
      StartError error = StartError.of(attempt.words.get(0), e);
      attempt.ended(error.ending());
      return new JobFailure(error.message());
    }
    EarlyEnd early = new EarlyEnd(backend.endings(), () -> jobs.end(process, attempt.number));
    running = early;
    try {
      if (batch.cancelled()) { // Perhaps before there was anything to end.
        early.begin(Reason.CANCELLED);
      }
      return attempt.await(process, early, batch.timeout());
    } catch (RuntimeException | Error e) {
      attempt.abandon(process, early);
      throw e;
    } finally {
      running = null;
    }
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
    private boolean awaited;

    /** Why what the job wrote could not be shown; null if it was. */
    private @Nullable String unread;

    Attempt(JobInput input, long index) {
      this.input = input;
      this.index = index;
      this.number = index + 1;
      this.words = backend.template().expand(input, number, slot + 1);
    }

    /** A value that does not fit alone costs its own job. */
    boolean isTooLong() {
      long most = backend.maxBytes();
      return most > 0 && words.stream().mapToLong(word -> word.length() + 1).sum() > most;
    }

    @Nullable JobFailure await(JobProcess process, EarlyEnd early, @Nullable Duration limit)
        throws InterruptedException, TimedOut {
      backend.listener().started(input, number, spool);
      Timer timer =
          limit == null
              ? null
              : Timer.start(backend.endings(), limit.toNanos(), () -> early.begin(Reason.TIMEOUT));
      awaited = true;
      Ending ending = process.await();
      if (timer != null) {
        timer.cancel();
      }
      Reason reason = early.over();
      Thread.interrupted(); // What interrupts this thread has also ended the job.
      backend.running().ended(process, ending);
      if (reason == Reason.CANCELLED) {
        backend.listener().killed(ended(Ending.BY_HEADWAY));
        throw new InterruptedException();
      }
      if (reason == Reason.TIMEOUT) {
        ended(Ending.BY_HEADWAY);
        throw new TimedOut();
      }
      Ending known = ended(ending).ending();
      if (known.isGood()) {
        return null;
      }
      if (unread != null) {
        return new JobFailure(unread);
      }
      return known.equals(Ending.CUT_OFF) ? fullDisk() : JobFailure.of(known);
    }

    /** Something here has failed, as for want of memory: the process is not left running. */
    void abandon(JobProcess process, EarlyEnd early) throws InterruptedException {
      if (!awaited) {
        early.begin(Reason.CANCELLED);
        Ending ending = process.await();
        early.over();
        backend.running().ended(process, ending);
      }
    }

    private JobFailure fullDisk() {
      return new JobFailure(
          "its output may be cut off, since the disk of "
              + backend.folder().path()
              + " is full; name another folder in TMPDIR");
    }

    private FinishedJob ended(Ending ending) {
      try {
        backend.listener().complete(spool);
      } catch (RunProblem e) {
        unread = e.getMessage();
      }
      long out = Spool.size(spool.out());
      boolean wrote = out > 0 || Spool.size(spool.err()) > 0;
      boolean cut = unread != null || wrote && backend.folder().isFull();
      Ending known = ending.isGood() && cut ? Ending.CUT_OFF : ending;
      FinishedJob job =
          new FinishedJob(
              number, input, words, startMillis, time.nanoTime() - startNanos, known, out, spool);
      backend.table().put(index, job);
      return job;
    }
  }

  @Override
  public void cancel() {
    EarlyEnd job = running;
    if (job != null) {
      job.begin(Reason.CANCELLED);
    }
    synchronized (lock) {
      if (waiting != null) {
        waiting.interrupt();
      }
    }
  }

  @Override
  public void close() {
    cancel();
  }
}
