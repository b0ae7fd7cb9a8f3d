package dev.headway.internal.process.client;

import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.function.FunctionCache.SerializedFunction;
import dev.headway.internal.process.protocol.StatusPage;
import dev.headway.internal.process.protocol.ValueText;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.process.wire.ResultStatus;
import dev.headway.work.TaskBatch;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a batch to a worker process and reports each result that comes back. Mostly this takes one
 * request. Inputs that are large together go in several, so that they are never all in memory at
 * once. Used by the thread that performs the batch, except for {@link #cancel}.
 */
public final class BatchRequest<A extends @Nullable Object, B extends @Nullable Object> {
  private static final long NOTHING = -1;

  private final TaskBatch<A, B> batch;
  private final WorkerProcess process;
  private final GrowableBuffer payload;
  private @Nullable ClassLoader loader;

  /** The tasks of the request, in order; those before {@link #settled} are reported. */
  private final int[] tasks;

  private int settled;
  private int started;

  /** How many bytes of results of the request came. */
  private long received;

  /** False while results are taken from the payload: it cannot be said how far that got. */
  private boolean sound;

  private final UnsentInputs unsent = new UnsentInputs();

  private final RequestWriter<A> writer;
  private final ResultReader resultReader;

  private volatile int request;
  private volatile boolean cancelled;
  private volatile boolean waits;
  private boolean unfit;

  /** The request and the place of the task that was ended for its time. */
  private volatile long expired = NOTHING;

  public BatchRequest(TaskBatch<A, B> batch, WorkerProcess process, GrowableBuffer payload) {
    this.batch = batch;
    this.process = process;
    this.payload = payload;
    this.resultReader = new ResultReader(process, payload);
    this.tasks = new int[batch.size()];
    this.writer = new RequestWriter<>(batch, process, payload, tasks, unsent);
  }

  /**
   * Performs the batch from a task on, as far as the worker process may. An exception means that
   * the process cannot be used any more.
   *
   * @return the first task that another worker process has to perform; the size of the batch if
   *     none has to
   */
  public int run(SerializedFunction function, int from) throws IOException {
    process.readerLock().lock();
    try {
      loader = function.loader();
      return perform(function, from);
    } finally {
      process.readerLock().unlock();
    }
  }

  private int perform(SerializedFunction function, int from) throws IOException {
    int slot = process.functions().slot(function);
    int next = from;
    while (next < batch.size() && process.remainingTasks() > 0) {
      request = process.nextRequest();
      if (cancelled || batch.cancelled()) {
        return batch.size(); // A later cancel finds the new number.
      }
      settled = 0;
      started = 0;
      received = 0;
      sound = true;
      next = writer.write(slot, next);
      if (writer.count() > 0) {
        process.leaked().performing(this::runningIndex);
        performRequest();
        process.leaked().performed(batch.index(tasks[Math.max(settled, 1) - 1]));
        process.performed(writer.count());
        // It stops in the middle if it ran out of memory, or if it was cancelled.
        next = settled < writer.count() ? tasks[settled] : next;
      }
      unsent.report(next, batch);
    }
    return next;
  }

  int request() {
    return request;
  }

  /** The index of the task that the worker runs now, or ran when it died; -1 if it runs none. */
  long runningIndex() {
    int place = process.status().running(request);
    return place < 0 || place >= tasks.length ? -1 : batch.index(tasks[place]);
  }

  /** Tells whether it is the worker's turn. */
  boolean waits() {
    return waits;
  }

  /** The task of a request is over its time: the worker is about to be killed for it. */
  void expire(int itsRequest, int place) {
    expired = (long) itsRequest << 32 | place;
  }

  private long at(int place) {
    return (long) request << 32 | place;
  }

  public boolean expired() {
    return expired != NOTHING;
  }

  public boolean cancelled() {
    return cancelled || batch.cancelled();
  }

  /** Tells whether the worker is of no use for the batch, so that it runs elsewhere. */
  public boolean isWorkerUnfit() {
    return unfit;
  }

  /** Marks the batch as no longer wanted; false if it is already. */
  public boolean cancel() {
    boolean first = !cancelled;
    cancelled = true;
    return first;
  }

  /** Tells the worker so. May block while the worker does not read. */
  public void sendCancel() {
    try {
      process.channel().send(FrameHeader.Kind.CANCEL, request);
    } catch (IOException e) {
      // The worker is gone, and the batch with it.
    }
  }

  private void performRequest() throws IOException {
    waits = true;
    process.channel().send(FrameHeader.Kind.TASKS, request, payload);
    resultReader.clear();
    startNext();
    while (true) {
      waits = true;
      FrameHeader header = process.channel().next();
      if (header == null) {
        throw new EOFException("It closed its connection.");
      }
      if (header.kind() == FrameHeader.Kind.ARRAY) {
        resultReader.receiveArray(header);
        continue;
      }
      OutOfMemoryError full = resultReader.receive(header, loader);
      waits = false;
      switch (header.kind()) {
        case RESULTS -> {
          settleAll(header, full);
          if (process.remainingTasks() > 0) {
            startNext(); // The worker runs it already.
          }
        }
        case DONE -> {
          settleAll(header, full);
          return;
        }
        case LOAD -> process.classes().answer(process.channel(), payload);
        case EXITING -> process.exiting();
        default -> throw new BadFrameException("a worker does not send " + header.kind());
      }
    }
  }

  /** Reads the results of a frame, unless it is said why they have no room. */
  private void settleAll(FrameHeader header, @Nullable OutOfMemoryError full) throws IOException {
    if (header.request() != request) {
      throw new BadFrameException("it answers request " + header.request() + ", not " + request);
    }
    resultReader.attach();
    int before = settled;
    if (header.results() > 0) {
      batch.arrivedTogether(header.results());
    }
    sound = false;
    if (full == null) {
      settleEach();
    } else {
      failEach(header, full);
    }
    if (settled - before != header.results()) {
      throw new BadFrameException(
          "it has " + (settled - before) + " results in place of " + header.results());
    }
    resultReader.settled();
    sound = true;
    received += header.length();
  }

  /** Mostly the only one, since a large result goes alone. */
  private void failEach(FrameHeader header, OutOfMemoryError full) {
    for (int i = 0; i < header.results() && settled < writer.count(); i++) {
      startNext();
      int task = tasks[settled++];
      batch.failed(task, TaskErrors.noRoom(batch.index(task), header.length(), full));
    }
  }

  private void settleEach() throws IOException {
    while (payload.remaining() > 0) {
      if (PlainValueCodec.isNext(payload) && settled < writer.count()) {
        // The bare value of the next task.
        startNext();
        settleValue(tasks[settled]);
        continue;
      }
      int place = payload.getInt();
      if (place != settled || place >= writer.count()) {
        throw new BadFrameException("it tells of task " + place + " in place of " + settled);
      }
      startNext();
      settle(tasks[place]);
    }
  }

  private void settle(int task) throws IOException {
    ResultStatus status = ResultStatus.read(payload);
    if (status == ResultStatus.VALUE) {
      settleValue(task);
      return;
    }
    if (status == ResultStatus.OUT_OF_MEMORY) {
      process.recycle();
    }
    Throwable error = TaskErrors.read(status, payload, loader, batch.index(task));
    if (status == ResultStatus.BAD_FUNCTION) {
      unfit = batch.workerUnfit(task, error);
      if (unfit) {
        throw new IOException("It cannot read the function.", error);
      }
      settled++;
      return;
    }
    settled++;
    batch.failed(task, error);
  }

  private void settleValue(int task) throws IOException {
    Object value;
    int before = payload.position();
    try {
      value = Codec.read(payload, loader, process.maxResult(), process.results());
    } catch (BadFrameException e) {
      throw e;
    } catch (OutOfMemoryError e) { // What it has taken is free again.
      settled++;
      batch.failed(task, TaskErrors.noRoom(batch.index(task), resultReader.size(before), e));
      return;
    } catch (Throwable e) { // Also what the JDK throws at damaged bytes, such as InternalError.
      settled++;
      batch.failed(task, TaskErrors.unreadableResult(batch.index(task), e));
      return;
    }
    settled++;
    batch.succeeded(task, cast(value));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // It is what the batch's own function returned.
  private B cast(@Nullable Object value) {
    return (B) value;
  }

  /** Says that the next task runs, once, and what was to be said of those before it. */
  private void startNext() {
    if (started == settled && settled < writer.count()) {
      unsent.report(tasks[settled], batch);
      batch.started(tasks[settled]);
      started++;
    }
  }

  /**
   * The worker is dead. What had ended gets its result, if that can still be had. The task that ran
   * is reported as crashed, or as timed out if the worker was killed for it; so is each that had
   * ended and whose result is lost. What had not begun is left, so that it runs elsewhere.
   *
   * @param how what became of the worker, as the beginning of a sentence
   * @param suspect whether the worker's answer was at fault: then the first task that was not
   *     reported is to blame if none ran
   */
  void died(String how, boolean suspect) {
    StatusPage status = process.status();
    int ran = status.running(request);
    int begun = Math.min(writer.count(), Math.max(ran + 1, status.results().ended(request)));
    recover();
    if (begun <= settled && settled < writer.count() && (suspect || status.receives(request))) {
      lose(how + (status.receives(request) ? " while it received task " : " after task "));
    }
    while (settled < begun) {
      startNext();
      if (expired == at(settled)) {
        batch.timedOut(tasks[settled++]);
      } else {
        lose(how + (settled == ran ? " while it ran task " : " after it had run task "));
      }
    }
    if (started > settled) {
      batch.notStarted(tasks[settled]);
    }
  }

  /** Reads the results that the worker had no time to send. */
  private void recover() {
    try {
      if (sound && process.status().results().read(request, received, payload)) {
        settleEach();
      }
    } catch (IOException | OutOfMemoryError e) {
      // Then they are lost with the worker.
    }
  }

  /** The next task ends without a result. */
  private void lose(String how) {
    startNext();
    int task = tasks[settled++];
    String input = " (input: " + ValueText.brief(batch.input(task)) + ").";
    batch.crashed(task, process.crash(how + batch.index(task) + input));
  }
}
