package dev.headway.spark;

import dev.headway.work.TaskBatch;
import dev.headway.work.TaskFunction;
import dev.headway.work.TaskProgress;
import dev.headway.work.WorkerCrashedException;
import dev.headway.work.WorkerListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A batch in the executor. What its worker reports goes to the driver at once, or nearly so if
 * there is much of it. What ended tasks also stands in the result of the Spark task, since messages
 * can be lost.
 */
final class ExecutorBatch implements TaskBatch<Wire, byte[]> {
  private static final int NONE = -1;

  /** A value of more bytes comes with the result alone, so that it travels once. */
  private static final int MAX_EARLY = 1 << 18;

  private static final long MIN_QUESTION_MILLIS = 50;

  /** The results of a batch are held until it ends; what is left of a larger one goes again. */
  private static final long MAX_HELD = 1 << 20;

  private final BatchPayload payload;
  private final TaskFunction<Wire, byte[]> function;
  private final int[] places;
  private final ExecutorFacts.Place where;
  private final long messageNanos;
  private final IntPredicate endOfExecutor;
  private final long begunAt = System.nanoTime();
  private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

  // Guarded by this.
  private final List<TaskEvent> ends = new ArrayList<>();
  private List<TaskEvent> unsent = new ArrayList<>();
  private long sentAt;
  private long held;
  private Supplier<List<TaskProgress>> progress = List::of;
  private List<TaskProgress> sentProgress = List.of();

  private volatile int running = NONE; // Written under this.
  private long startedAt;
  private boolean closed;

  // Used by the thread of the worker alone.
  private long judgedPid = NONE;
  private boolean endExplains;

  private volatile boolean cancelled;
  private volatile boolean full;

  /**
   * @param skipped the places of tasks that are not to be run, since they have ended
   * @param where where it runs
   * @param messageNanos how long to wait after a message before the next one is sent
   * @param endOfExecutor whether the end of this executor explains that of a worker process with an
   *     exit status
   */
  ExecutorBatch(
      BatchPayload payload,
      TaskFunction<Wire, byte[]> function,
      BitSet skipped,
      ExecutorFacts.Place where,
      long messageNanos,
      IntPredicate endOfExecutor) {
    this.endOfExecutor = endOfExecutor;
    this.where = where;
    this.messageNanos = messageNanos;
    this.payload = payload;
    this.function = function;
    int count = 0;
    int[] chosen = new int[payload.tasks().length];
    for (int place = 0; place < chosen.length; place++) {
      if (!skipped.get(payload.tasks()[place])) {
        chosen[count++] = place;
      }
    }
    this.places = java.util.Arrays.copyOf(chosen, count);
  }

  /** Its number, which no other batch of the driver has. */
  long number() {
    return payload.batch();
  }

  /** How long to wait between two questions to the driver. */
  long questionMillis() {
    return Math.max(MIN_QUESTION_MILLIS, messageNanos / 1_000_000);
  }

  /** Says that it has its slot. */
  void begin() throws InterruptedException {
    if (payload.alone()) { // A task that ends its JVM at once would be blamed on nothing.
      ExecutorLink.sendAndAwait(TaskEvent.message(payload.batch(), List.of(attached(where))));
    } else {
      report(attached(where));
    }
  }

  private static TaskEvent attached(ExecutorFacts.Place place) {
    return new TaskEvent(
        TaskEvent.Kind.ATTACHED, TaskEvent.WHOLE_BATCH, ExecutorFacts.place(place));
  }

  /** Says that it leaves its slot, and waits until the driver has heard of it. */
  void detach() throws InterruptedException {
    ExecutorLink.sendAndAwait(
        TaskEvent.message(
            payload.batch(),
            List.of(
                new TaskEvent(
                    TaskEvent.Kind.DETACHED, TaskEvent.WHOLE_BATCH, ExecutorFacts.place(where)))));
  }

  /** Ends it after the task that runs now. */
  void cancel() {
    cancelled = true;
  }

  @Override
  public TaskFunction<Wire, byte[]> function() {
    return function;
  }

  @Override
  public int size() {
    return places.length;
  }

  @Override
  public long index(int task) {
    return payload.indexes()[places[task]];
  }

  @Override
  public Wire input(int task) {
    return new Wire(payload.inputs().get(places[task]));
  }

  @Override
  public boolean cancelled() {
    return cancelled || full && running == NONE; // What ends amid a task is told.
  }

  /**
   * Ends it without its worker if a task has run for so much longer than it may. That task has
   * timed out, and what the worker reports later is ignored.
   */
  synchronized boolean abandon(long graceNanos) {
    long limit = payload.timeoutNanos();
    if (limit == 0 || running == NONE || System.nanoTime() - startedAt - graceNanos < limit) {
      return false;
    }
    timedOut(running);
    cancel();
    close();
    return true;
  }

  @Override
  public @Nullable Duration timeout() {
    return payload.timeoutNanos() == 0 ? null : Duration.ofNanos(payload.timeoutNanos());
  }

  @Override
  public synchronized void remoteProcess(long pid, Supplier<List<TaskProgress>> remoteProgress) {
    progress = remoteProgress;
    report(new TaskEvent(TaskEvent.Kind.PROCESS, TaskEvent.WHOLE_BATCH, ExecutorFacts.pid(pid)));
  }

  @Override
  public synchronized void started(int task) {
    running = task;
    startedAt = System.nanoTime();
    report(TaskEvent.Kind.STARTED, task, new byte[0]);
  }

  @Override
  public synchronized void notStarted(int task) {
    running = NONE;
    report(TaskEvent.Kind.NOT_STARTED, task, new byte[0]);
  }

  @Override
  public void succeeded(int task, byte[] value) {
    report(TaskEvent.Kind.SUCCEEDED, task, value);
  }

  @Override
  public void failed(int task, Throwable error) {
    report(TaskEvent.Kind.FAILED, task, Payloads.ofError(error, loader));
  }

  @Override
  public void timedOut(int task) {
    report(TaskEvent.Kind.TIMED_OUT, task, new byte[0]);
  }

  @Override
  public void crashed(int task, WorkerCrashedException error) {
    if (isEndOfExecutor(error)) {
      notStarted(task); // The driver has it run somewhere else.
      release();
      cancel();
      return;
    }
    report(TaskEvent.Kind.CRASHED, task, Payloads.ofError(error, loader));
  }

  /** Asked once for each process: tasks whose results it has lost come one by one. */
  private boolean isEndOfExecutor(WorkerCrashedException error) {
    if (error.pid() != judgedPid) {
      judgedPid = error.pid();
      endExplains = endOfExecutor.test(error.exitStatus());
    }
    return endExplains;
  }

  /** Says that no task of it runs here any more. */
  void release() {
    report(
        new TaskEvent(TaskEvent.Kind.RELEASED, TaskEvent.WHOLE_BATCH, ExecutorFacts.place(where)));
  }

  private void report(TaskEvent.Kind kind, int task, byte[] bytes) {
    report(new TaskEvent(kind, payload.tasks()[places[task]], bytes));
  }

  /** Something was printed. Returns false if the batch is closed: then it was not noted. */
  synchronized boolean printed(WorkerListener.Output output, byte[] text, boolean lineContinues) {
    if (closed) {
      return false;
    }
    report(
        new TaskEvent(
            TaskEvent.Kind.PRINTED,
            TaskEvent.WHOLE_BATCH,
            ExecutorFacts.printed(output, text, lineContinues)));
    return true;
  }

  /** Whether its last worker did not start. */
  synchronized boolean isUnstarted() {
    return !ends.isEmpty() && ends.get(ends.size() - 1).kind() == TaskEvent.Kind.UNSTARTABLE;
  }

  /** Notes an event. One of the batch as a whole is sent at once. */
  synchronized void report(TaskEvent event) {
    if (closed) {
      return;
    }
    if (event.kind().isEnd()) {
      running = NONE;
    }
    if (event.kind().isEnd() || event.kind() == TaskEvent.Kind.UNSTARTABLE) {
      ends.add(event);
      held += event.payload().length;
      full |= held > MAX_HELD;
    }
    // The driver is to go elsewhere when Spark has this slot back, and not before.
    if (event.payload().length <= MAX_EARLY && event.kind() != TaskEvent.Kind.UNSTARTABLE) {
      unsent.add(event);
    }
    if (isDue()) {
      send();
    }
  }

  private boolean isDue() {
    return sentAt == 0 || System.nanoTime() - sentAt >= messageNanos;
  }

  /**
   * Sends what has waited, and the progress of the task that runs. Called every few milliseconds.
   */
  synchronized void poll() {
    if (!isDue()) {
      return;
    }
    List<TaskProgress> now = progress.get();
    if (!now.equals(sentProgress)) {
      sentProgress = now;
      unsent.add(
          new TaskEvent(
              TaskEvent.Kind.PROGRESS, TaskEvent.WHOLE_BATCH, ExecutorFacts.progress(now)));
    }
    send();
  }

  /** Sends the rest, which the result does not have all. What comes later is not of this batch. */
  synchronized void close() {
    send();
    closed = true;
  }

  private void send() {
    if (!unsent.isEmpty()) {
      List<TaskEvent> events = unsent;
      unsent = new ArrayList<>();
      ExecutorLink.send(TaskEvent.message(payload.batch(), events));
      sentAt = System.nanoTime();
    }
  }

  /** The result of the Spark task: where it ran, and what became of each task that ended. */
  synchronized byte[] result() {
    ends.add(0, attached(where.after(System.nanoTime() - begunAt)));
    return TaskEvent.message(payload.batch(), ends);
  }
}
