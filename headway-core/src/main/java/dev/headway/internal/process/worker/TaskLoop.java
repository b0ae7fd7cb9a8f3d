package dev.headway.internal.process.worker;

import dev.headway.internal.process.codec.ClassDescriptorTable;
import dev.headway.internal.process.codec.Codec;
import dev.headway.internal.process.codec.ExceptionCodec;
import dev.headway.internal.process.codec.SerializationDiagnosis;
import dev.headway.internal.process.function.ReceivedFunction;
import dev.headway.internal.process.loader.RemoteClassLoaders;
import dev.headway.internal.process.protocol.CapturedStream;
import dev.headway.internal.process.protocol.HeapLimit;
import dev.headway.internal.process.protocol.StatusPage;
import dev.headway.internal.process.protocol.TaskOutputTail;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.process.wire.BadFrameException;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.process.wire.PlainValueCodec;
import dev.headway.internal.process.wire.ResultStatus;
import dev.headway.internal.process.wire.TooLargeException;
import dev.headway.work.Initializer;
import dev.headway.work.StateCache;
import dev.headway.work.TaskFunction;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs, in the worker, what the parent asks for, one request after the other. */
public final class TaskLoop {

  /** A frame with its payload. */
  record Message(FrameHeader header, GrowableBuffer payload) {}

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

  /** The buffer of tasks that are done with, for the next. */
  private final AtomicReference<@Nullable GrowableBuffer> spare = new AtomicReference<>();

  private final WorkerFunctionCache functions = new WorkerFunctionCache();
  private final StateCache states = new StateCache();
  private ClassLoader loader = ClassLoader.getSystemClassLoader();
  private final ClassDescriptorTable inputs;
  private final ClassDescriptorTable descriptors;
  private final GrowableBuffer result;
  private final TaskOutputTail output;
  private final List<CapturedStream> printed;
  private final StatusPage statusPage;
  private final CancellationGate gate;
  private final ResultSender sender;
  private final RemoteClassLoaders classes;
  private final int maxResult;
  private final HeapLimit heap;
  private boolean outOfMemory;

  /** True if what the tasks of the request print is to be told apart. */
  private boolean tagged;

  /** Those that there were before the first task. */
  private Set<Thread> threads = Set.of();

  TaskLoop(
      StatusPage statusPage,
      CancellationGate gate,
      ResultSender sender,
      RemoteClassLoaders classes,
      int maxResult,
      HeapLimit heap,
      TaskOutputTail output,
      List<CapturedStream> printed) {
    this.statusPage = statusPage;
    this.gate = gate;
    this.sender = sender;
    this.classes = classes;
    this.inputs = new ClassDescriptorTable(classes);
    this.descriptors = new ClassDescriptorTable(classes);
    this.maxResult = maxResult;
    this.heap = heap;
    this.output = output;
    this.printed = printed;
    this.result = sender.results();
  }

  /** Where the tasks that come next are to be put, by the thread that receives. */
  GrowableBuffer takeSpare() {
    GrowableBuffer used = spare.getAndSet(null);
    return used != null ? used : new GrowableBuffer();
  }

  /** Hands a message over from the thread that receives. */
  void put(Message message) {
    messages.add(message);
  }

  /** Runs until the parent says bye. */
  void run() throws IOException {
    threads = LeakedThreads.living();
    while (true) {
      Message message = take();
      switch (message.header().kind()) {
        case INIT -> initialize(message.payload());
        case FUNCTION -> functions.put(message.payload());
        case TASKS -> {
          perform(message.header().request(), message.payload());
          message.payload().clear();
          spare.set(message.payload());
        }
        case BYE -> {
          states.close();
          warn(LeakedThreads.sentence(threads));
          return;
        }
        default -> throw new BadFrameException("a parent does not send " + message.header().kind());
      }
    }
  }

  /** On standard error, which the parent passes on. */
  private static void warn(@Nullable String sentence) {
    try {
      if (sentence != null) {
        System.err.println(sentence);
        System.err.flush();
      }
    } catch (RuntimeException e) {
      // A stream that a task has put there.
    }
  }

  private Message take() {
    while (true) {
      try {
        return messages.take();
      } catch (InterruptedException e) {
        // Some code of the user has interrupted this thread after its task: not meant for us.
      }
    }
  }

  /** Values are read with this loader, and the user's code finds it where frameworks look. */
  private void use(ClassLoader newLoader) {
    loader = newLoader;
    Thread.currentThread().setContextClassLoader(newLoader);
  }

  /** The parent waits for the answer, and ends this process if it is not the one it hopes for. */
  private void initialize(GrowableBuffer payload) throws IOException {
    GrowableBuffer answer = new GrowableBuffer();
    FrameHeader.Kind kind = FrameHeader.Kind.READY;
    try {
      ReceivedFunction receivedFunction = ReceivedFunction.of(payload, classes);
      use(receivedFunction.loader());
      Object initializer = receivedFunction.read(payload);
      if (initializer instanceof Initializer its) {
        its.run();
      }
    } catch (Throwable e) { // Whatever it throws, the parent shall know it.
      kind = FrameHeader.Kind.NOT_READY;
      ExceptionCodec.writeStandIn(answer, e);
    }
    printed.forEach(CapturedStream::endTask);
    Thread.interrupted();
    threads = LeakedThreads.living();
    sender.send(kind, answer);
  }

  private void perform(int request, GrowableBuffer tasks) throws IOException {
    inputs.reset();
    descriptors.reset();
    int slot = tasks.getInt();
    int count = tasks.getInt();
    int flags = tasks.getByte();
    gate.begin(request);
    sender.begin(request, count > 1);
    statusPage.begin(request, 0);
    statusPage.preparing();
    WorkerFunctionCache.Content content = functions.get(slot, classes);
    use(content.loader());
    if (gate.enter()) {
      run(content, request, count, flags, tasks);
    }
    gate.exit();
    if (tagged) {
      output.end();
    }
    statusPage.sending();
    sender.done();
    statusPage.idle();
  }

  private void run(
      WorkerFunctionCache.Content content, int request, int count, int flags, GrowableBuffer tasks)
      throws IOException {
    tagged = (flags & WorkerProtocol.TAGGED) != 0;
    boolean timed = (flags & WorkerProtocol.TIMED) != 0;
    for (int task = 0; task < count && mayGoOn(); task++) {
      if (timed) {
        statusPage.begin(request, task);
      } else {
        statusPage.beginUntimed(request, task);
      }
      if (content.error() != null) {
        writeStatus(task, ResultStatus.BAD_FUNCTION);
        ExceptionCodec.writeStandIn(result, content.error());
      } else if (content.function() == null || !performIfItFits(content.function(), task, tasks)) {
        break;
      }
      if (heap.exceeded(result.held() + tasks.held())) {
        statusPage.markForRecycling(); // Before the parent sees the result, and expects another.
      }
      if (sender.commit()) {
        send();
      }
      statusPage.ended();
    }
  }

  /**
   * Results are sent here, while the status page still says that this task runs: if the process is
   * killed for the memory that a large one takes, this task is to blame.
   */
  private void send() throws IOException {
    gate.exit();
    statusPage.sending();
    sender.flush();
    gate.enter(); // If it may not, that is seen before the next task.
  }

  private void writeStatus(int task, ResultStatus status) {
    result.putInt(task);
    result.putByte(status.ordinal());
  }

  private boolean mayGoOn() {
    return !outOfMemory && !statusPage.mustBeRecycled() && !gate.stopped();
  }

  /** The same as {@link #perform}, also where not even the input or the result has room. */
  private boolean performIfItFits(
      TaskFunction<@Nullable Object, @Nullable Object> function, int task, GrowableBuffer tasks)
      throws IOException {
    try {
      return perform(function, task, tasks);
    } catch (OutOfMemoryError e) {
      // What the task has used is free again by now, unless it was put somewhere to stay.
      gate.exit();
      sender.takeBack();
      gate.enter();
      writeOutOfMemory(task, e);
      return true;
    }
  }

  private void writeOutOfMemory(int task, Throwable error) throws IOException {
    outOfMemory = true;
    writeStatus(task, ResultStatus.OUT_OF_MEMORY);
    ExceptionCodec.write(result, error, loader);
  }

  /** Runs one task and writes what became of it; false if it was stopped. */
  @SuppressWarnings("NullAway") // It does not see that the type of the input may be nullable.
  private boolean perform(
      TaskFunction<@Nullable Object, @Nullable Object> function, int task, GrowableBuffer tasks)
      throws IOException {
    long index = tagged ? tasks.getLong() : 0;
    Object input;
    try {
      input = Codec.read(tasks, loader, GrowableBuffer.LIMIT, inputs);
    } catch (BadFrameException | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // Whatever the input's own code throws costs this task alone.
      if (gate.stopped()) {
        return false; // It may have failed for that.
      }
      writeStatus(task, ResultStatus.BAD_INPUT);
      ExceptionCodec.writeStandIn(result, e);
      return true;
    }
    if (gate.stopped()) {
      return false;
    }
    if (tagged) {
      output.begin(index, input);
    } else {
      output.begin();
    }
    Object value = null;
    Throwable thrown = null;
    try {
      value = states.bind(function).apply(input);
    } catch (Throwable e) { // Whatever the function throws costs its own task alone.
      thrown = e;
    } finally {
      Thread.interrupted(); // Left behind by the task, or meant to end it.
    }
    for (CapturedStream each : printed) {
      each.endTask(); // What the task printed goes out before its result does.
    }
    if (thrown == null) {
      // It was interrupted if the request is cancelled, and may have returned what is not true.
      return !gate.cancelled() && writeValue(task, value);
    }
    if (ExceptionCodec.tellsOfMemory(thrown)) {
      writeOutOfMemory(task, thrown);
      return true;
    }
    if (gate.cancelled() || thrown instanceof InterruptedException && gate.stopped()) {
      return false; // It was interrupted, however it tells so.
    }
    List<String> lastLines = output.lastLines();
    writeStatus(task, lastLines.isEmpty() ? ResultStatus.THREW : ResultStatus.THREW_LOUDLY);
    if (!lastLines.isEmpty()) {
      Codec.write(result, lastLines.toArray(String[]::new));
    }
    ExceptionCodec.write(result, thrown, loader);
    return true;
  }

  /** Writes what a task returned, or why that cannot be done; false if it was stopped meanwhile. */
  private boolean writeValue(int task, @Nullable Object value) throws IOException {
    int begin = result.length();
    try {
      result.limit(begin + Codec.HEAD + (long) maxResult);
      if (!PlainValueCodec.write(result, value)) {
        writeStatus(task, ResultStatus.VALUE);
        result.limit(result.length() + Codec.HEAD + (long) maxResult);
        Codec.write(result, value, descriptors);
      }
      result.limit(GrowableBuffer.LIMIT);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // Whatever the result's own code throws costs this task alone.
      result.limit(GrowableBuffer.LIMIT);
      result.truncate(begin);
      if (gate.stopped()) {
        return false; // It may have failed for that.
      }
      writeStatus(task, ResultStatus.BAD_RESULT);
      Codec.write(
          result,
          e instanceof TooLargeException
              ? TooLargeException.of(maxResult)
              : SerializationDiagnosis.explain("the result", value, e));
      ExceptionCodec.writeStandIn(result, e);
    }
    return true;
  }
}
