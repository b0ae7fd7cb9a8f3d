package dev.headway.spark;

import dev.headway.internal.process.client.TaskErrors;
import dev.headway.spark.ExecutorFacts.Place;
import dev.headway.spark.RunningBatch.News;
import dev.headway.work.TaskBatch;
import dev.headway.work.Worker;
import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerStartException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker whose batches are Spark tasks. */
final class SparkWorker implements Worker {
  private static final long CHECK_MILLIS = 200;

  /** So often no executor may start a worker process for a batch, as for want of memory. */
  private static final int MAX_FAILED_STARTS = 4;

  /** How long a cancelled batch may take to leave its slot before it is no longer waited for. */
  private static final long CANCEL_NANOS = 3_000_000_000L;

  private final SessionOwner owner;
  private final int number;
  private final int slot;
  private final WorkerOutput output;
  private final Object lock = new Object();
  private @Nullable Session session;
  private int connection;
  private @Nullable RunningBatch current;
  private boolean closed;

  /** What it was last connected to, once it is closed. */
  private volatile @Nullable Session left;

  /**
   * @param slot the number of the slot that it shares with workers that wait in turn
   */
  SparkWorker(SessionOwner owner, int number, int slot, WorkerListener listener) {
    this.slot = slot;
    this.owner = owner;
    this.number = number;
    this.output = new WorkerOutput(number, listener);
    owner.enter();
  }

  @Override
  public void prepare() throws InterruptedException {
    Session open = owner.session();
    synchronized (lock) {
      if (closed) {
        throw new WorkerStartException("Worker " + number + " is closed.", null);
      }
      if (session != open) {
        session = open;
        connection = open.connect(output);
      }
    }
  }

  @Override
  public void perform(TaskBatch<?, ?> batch) throws InterruptedException {
    performTyped(batch);
  }

  private <A extends @Nullable Object, B extends @Nullable Object> void performTyped(
      TaskBatch<A, B> batch) throws InterruptedException {
    Session in;
    RunningBatch running;
    synchronized (lock) {
      if (closed || session == null) {
        return;
      }
      in = session;
      running = in.register(connection, batch.size(), slot, output);
      current = running;
    }
    FunctionTable.Entry function = in.functions().get(batch.function());
    BatchReport<A, B> report = new BatchReport<>(batch, output, function.loader());
    try {
      byte[][] inputs = inputs(batch, running, report, in.maxTaskBytes());
      while (!batch.cancelled()) {
        running.awaitFates();
        int[] tasks = fitting(running.rest(), inputs, in.maxTaskBytes());
        if (tasks.length == 0) {
          acceptRest(running, report);
          break;
        }
        BatchPayload payload = payload(batch, running, tasks, inputs);
        Portion portion = new Portion(in, function, payload, running, report.hasFailedJobs());
        report.sent(portion.payload().length);
        in.submit(portion);
        if (!await(in, portion, batch, report)) {
          return;
        }
      }
    } catch (RuntimeException e) {
      report.stopped(); // The run fails: what it ran has neither ended nor crashed.
      throw e;
    } finally {
      synchronized (lock) {
        current = null;
      }
      report.used(running.lost());
      in.forget(running);
    }
  }

  /** What ended while the end of a job was told. */
  private static void acceptRest(RunningBatch running, BatchReport<?, ?> report)
      throws InterruptedException {
    for (News news = running.next(0); news != null; news = running.next(0)) {
      if (news instanceof News.Events events) {
        report.accept(events.events());
      }
    }
  }

  /** Writes the inputs. One that cannot travel costs itself alone. */
  private static <A extends @Nullable Object, B extends @Nullable Object> byte[][] inputs(
      TaskBatch<A, B> batch, RunningBatch running, BatchReport<A, B> report, long most) {
    byte[][] inputs = new byte[batch.size()][];
    for (int task = 0; task < inputs.length; task++) {
      A input = batch.input(task);
      try {
        inputs[task] = Payloads.of(input);
        if (inputs[task].length > most) {
          String what = tooLarge(batch.index(task), inputs[task].length);
          inputs[task] = new byte[0];
          running.settle(task);
          report.failed(task, new IOException(what));
        }
      } catch (Throwable e) { // What the input's own code throws, too.
        inputs[task] = new byte[0];
        running.settle(task);
        report.failed(task, TaskErrors.unsendableInput(batch.index(task), input, e));
      }
    }
    return inputs;
  }

  private static String tooLarge(long index, long bytes) {
    return "The input of task "
        + index
        + " has "
        + bytes
        + " bytes in serialized form, more than a task of Spark may have. Raise"
        + " spark.rpc.message.maxSize, or pass a file in its place.";
  }

  /** The first of some tasks whose inputs are not too large together; one at least. */
  static int[] fitting(int[] tasks, byte[][] inputs, long most) {
    long bytes = 0;
    int count = 0;
    while (count < tasks.length && (count == 0 || bytes + inputs[tasks[count]].length <= most)) {
      bytes += inputs[tasks[count++]].length;
    }
    return Arrays.copyOf(tasks, count);
  }

  private BatchPayload payload(
      TaskBatch<?, ?> batch, RunningBatch running, int[] tasks, byte[][] inputs) {
    Duration limit = batch.timeout();
    long[] indexes = new long[tasks.length];
    byte[][] chosen = new byte[tasks.length][];
    for (int i = 0; i < tasks.length; i++) {
      indexes[i] = batch.index(tasks[i]);
      chosen[i] = inputs[tasks[i]];
    }
    return new BatchPayload(
        running.id(),
        running.nextPortion(),
        slot,
        running.isSuspect(tasks),
        limit == null ? 0 : limit.toNanos(),
        tasks,
        indexes,
        List.of(chosen));
  }

  /**
   * Reports what is told of the batch until its Spark task has ended. Returns false if the worker
   * can do no more of it.
   */
  private boolean await(
      Session in, Portion portion, TaskBatch<?, ?> batch, BatchReport<?, ?> report)
      throws InterruptedException {
    RunningBatch running = portion.running;
    long unwantedSince = 0;
    while (true) {
      News news = running.next(CHECK_MILLIS);
      if (news instanceof News.Events events) {
        report.accept(events.events());
        if (events.last()) {
          requireStart(in, report);
          return true;
        }
      } else if (news instanceof News.Failed failed) {
        in.requireUsable(failed.cause());
        report.failed(failed.cause());
        return true;
      }
      long now = System.nanoTime();
      if (batch.cancelled()) {
        running.cancel();
        if (in.withdraw(portion)) {
          return false;
        }
        unwantedSince = unwantedSince == 0 ? now : unwantedSince;
        if (now - unwantedSince > CANCEL_NANOS) {
          return false;
        }
      } else if (news == null) {
        batch.cluster().waitsFor(in.obstacle());
      }
    }
  }

  /** After the end of a Spark task, sees whether there is a use in another one. */
  private static void requireStart(Session in, BatchReport<?, ?> report) {
    WorkerStartException unstarted = report.takeFault();
    if (unstarted == null) {
      return;
    }
    report.stopped();
    Place where = report.place();
    boolean elsewhere = where != null && in.places().startElsewhere(where, unstarted);
    if (!elsewhere && report.failedStarts() >= MAX_FAILED_STARTS) {
      throw new IllegalStateException(
          "No executor starts a worker process. " + unstarted.getMessage(), unstarted);
    }
  }

  @Override
  public void cancel() {
    RunningBatch running;
    synchronized (lock) {
      running = current;
    }
    if (running != null) {
      running.cancel();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      if (session != null) {
        session.disconnect(connection);
        left = session;
      }
      session = null;
    }
    cancel();
    owner.leave();
  }

  @Override
  public boolean isEndHeldUp() {
    Session last = left;
    return output.isHeldUp() || last != null && last.isOutputHeldUp();
  }

  /** The tasks of a batch that go to an executor together. */
  private final class Portion implements JobDispatcher.Submission {
    private final Session in;
    private final FunctionTable.Entry function;
    private final byte[] payload;
    private final long firstIndex;
    private final RunningBatch running;
    private final boolean single;

    Portion(
        Session in,
        FunctionTable.Entry function,
        BatchPayload payload,
        RunningBatch running,
        boolean single) {
      this.single = single;
      this.in = in;
      this.function = function;
      this.payload = payload.write();
      this.firstIndex = payload.indexes()[0];
      this.running = running;
      running.submitting(payload.tasks(), payload.alone(), this);
    }

    @Override
    public FunctionTable.Entry function() {
      return function;
    }

    @Override
    public byte[] payload() {
      return payload;
    }

    @Override
    public long firstIndex() {
      return firstIndex;
    }

    @Override
    public boolean single() {
      return single;
    }

    @Override
    public @Nullable String preferredPlace() {
      return in.place(slot);
    }

    @Override
    public void submitted(SubmittedJob job) {
      running.submitted(job);
    }

    @Override
    public void ended(byte[] result) {
      List<TaskEvent> events = TaskEvent.events(result);
      for (TaskEvent event : events) {
        if (event.kind() == TaskEvent.Kind.ATTACHED) {
          in.places().note(slot, ExecutorFacts.place(event.payload()), events);
        }
      }
      running.received(events, true);
    }

    @Override
    public void failed(Throwable cause) {
      running.failed(cause);
    }
  }
}
