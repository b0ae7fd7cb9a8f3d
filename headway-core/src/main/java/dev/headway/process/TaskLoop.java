package dev.headway.process;

import dev.headway.work.TaskFunction;
import dev.headway.work.WorkerStates;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs, in the child, what the parent asks for, one request after the other. */
final class TaskLoop {

  /** A frame with its payload. */
  record Message(Frame frame, Bytes payload) {}

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

  /** The buffer of tasks that are done with, for the next. */
  private final AtomicReference<@Nullable Bytes> spare = new AtomicReference<>();

  private final FunctionSlots functions = new FunctionSlots();
  private final WorkerStates states = new WorkerStates();
  private ClassLoader loader = ClassLoader.getSystemClassLoader();
  private final Vocabulary inputs;
  private final Vocabulary words;
  private final Bytes result;
  private final TaskOutput output;
  private final List<Printed> printed;
  private final Gauge gauge;
  private final TaskGate gate;
  private final Outbox outbox;
  private final RemoteLoaders classes;
  private final int maxResult;
  private final HeapLimit heap;
  private boolean outOfMemory;

  /** True if what the tasks of the request print is to be told apart. */
  private boolean tagged;

  /** Those that there were before the first task. */
  private Set<Thread> threads = Set.of();

  TaskLoop(
      Gauge gauge,
      TaskGate gate,
      Outbox outbox,
      RemoteLoaders classes,
      int maxResult,
      HeapLimit heap,
      TaskOutput output,
      List<Printed> printed) {
    this.gauge = gauge;
    this.gate = gate;
    this.outbox = outbox;
    this.classes = classes;
    this.inputs = new Vocabulary(classes);
    this.words = new Vocabulary(classes);
    this.maxResult = maxResult;
    this.heap = heap;
    this.output = output;
    this.printed = printed;
    this.result = outbox.results();
  }

  /** Where the tasks that come next are to be put, by the thread that receives. */
  Bytes takeSpare() {
    Bytes used = spare.getAndSet(null);
    return used != null ? used : new Bytes();
  }

  /** Hands a message over from the thread that receives. */
  void put(Message message) {
    messages.add(message);
  }

  /** Runs until the parent says bye. */
  void run() throws IOException {
    threads = ThreadsLeft.living();
    while (true) {
      Message message = take();
      switch (message.frame().kind()) {
        case INIT -> initialize(message.payload());
        case FUNCTION -> functions.put(message.payload());
        case TASKS -> {
          perform(message.frame().request(), message.payload());
          message.payload().clear();
          spare.set(message.payload());
        }
        case BYE -> {
          states.close();
          tell(ThreadsLeft.sentence(threads));
          return;
        }
        default -> throw new BadFrameException("a parent does not send " + message.frame().kind());
      }
    }
  }

  /** On standard error, which the parent passes on. */
  private static void tell(@Nullable String sentence) {
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
  private void initialize(Bytes payload) throws IOException {
    Bytes answer = new Bytes();
    Frame.Kind kind = Frame.Kind.READY;
    try {
      Delivery delivery = Delivery.of(payload, classes);
      use(delivery.loader());
      Object initializer = delivery.read(payload);
      if (initializer instanceof Initializer its) {
        its.run();
      }
    } catch (Throwable e) { // Whatever it throws, the parent shall know it.
      kind = Frame.Kind.NOT_READY;
      Thrown.writeStandIn(answer, e);
    }
    printed.forEach(Printed::endTask);
    Thread.interrupted();
    threads = ThreadsLeft.living();
    outbox.say(kind, answer);
  }

  private void perform(int request, Bytes tasks) throws IOException {
    inputs.reset();
    words.reset();
    int slot = tasks.getInt();
    int count = tasks.getInt();
    int flags = tasks.getByte();
    gate.begin(request);
    outbox.begin(request, count > 1);
    gauge.begin(request, 0);
    gauge.preparing();
    FunctionSlots.Content content = functions.get(slot, classes);
    use(content.loader());
    if (gate.enter()) {
      run(content, request, count, flags, tasks);
    }
    gate.exit();
    if (tagged) {
      output.end();
    }
    gauge.sending();
    outbox.done();
    gauge.idle();
  }

  private void run(FunctionSlots.Content content, int request, int count, int flags, Bytes tasks)
      throws IOException {
    tagged = (flags & WorkerProtocol.TAGGED) != 0;
    boolean timed = (flags & WorkerProtocol.TIMED) != 0;
    for (int task = 0; task < count && mayGoOn(); task++) {
      if (timed) {
        gauge.begin(request, task);
      } else {
        gauge.beginUntimed(request, task);
      }
      if (content.error() != null) {
        writeStatus(task, Status.BAD_FUNCTION);
        Thrown.writeStandIn(result, content.error());
      } else if (content.function() == null || !performIfItFits(content.function(), task, tasks)) {
        break;
      }
      if (heap.exceeded(result.held() + tasks.held())) {
        gauge.wearOut(); // Before the parent sees the result, so that it expects no other.
      }
      if (outbox.commit()) {
        send();
      }
      gauge.ended();
    }
  }

  /**
   * Results are sent here, while the gauge still says that this task runs: if the process is killed
   * for the memory that a large one takes, this task is to blame.
   */
  private void send() throws IOException {
    gate.exit();
    gauge.sending();
    outbox.flush();
    gate.enter(); // If it may not, that is seen before the next task.
  }

  private void writeStatus(int task, Status status) {
    result.putInt(task);
    result.putByte(status.ordinal());
  }

  private boolean mayGoOn() {
    return !outOfMemory && !gauge.isWornOut() && !gate.stopped();
  }

  /** The same as {@link #perform}, also where not even the input or the result has room. */
  private boolean performIfItFits(
      TaskFunction<@Nullable Object, @Nullable Object> function, int task, Bytes tasks)
      throws IOException {
    try {
      return perform(function, task, tasks);
    } catch (OutOfMemoryError e) {
      // What the task has used is free again by now, unless it was put somewhere to stay.
      gate.exit();
      outbox.takeBack();
      gate.enter();
      writeOutOfMemory(task, e);
      return true;
    }
  }

  private void writeOutOfMemory(int task, Throwable error) throws IOException {
    outOfMemory = true;
    writeStatus(task, Status.OUT_OF_MEMORY);
    Thrown.write(result, error, loader);
  }

  /** Runs one task and writes what became of it; false if it was stopped. */
  @SuppressWarnings("NullAway") // It does not see that the type of the input may be nullable.
  private boolean perform(
      TaskFunction<@Nullable Object, @Nullable Object> function, int task, Bytes tasks)
      throws IOException {
    long index = tagged ? tasks.getLong() : 0;
    Object input;
    try {
      input = Codec.read(tasks, loader, Bytes.LIMIT, inputs);
    } catch (BadFrameException | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // Whatever the input's own code throws costs this task alone.
      if (gate.stopped()) {
        return false; // It may have failed for that.
      }
      writeStatus(task, Status.BAD_INPUT);
      Thrown.writeStandIn(result, e);
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
    for (Printed each : printed) {
      each.endTask(); // What the task printed goes out before its result does.
    }
    if (thrown == null) {
      return writeValue(task, value);
    }
    if (thrown instanceof InterruptedException && gate.stopped()) {
      return false;
    }
    if (Thrown.tellsOfMemory(thrown)) {
      writeOutOfMemory(task, thrown);
      return true;
    }
    List<String> lastLines = output.lastLines();
    writeStatus(task, lastLines.isEmpty() ? Status.THREW : Status.THREW_LOUDLY);
    if (!lastLines.isEmpty()) {
      Codec.write(result, lastLines.toArray(String[]::new));
    }
    Thrown.write(result, thrown, loader);
    return true;
  }

  /** Writes what a task returned, or why that cannot be done; false if it was stopped meanwhile. */
  private boolean writeValue(int task, @Nullable Object value) throws IOException {
    int begin = result.length();
    try {
      result.limit(begin + Codec.HEAD + (long) maxResult);
      if (!Plain.write(result, value)) {
        writeStatus(task, Status.VALUE);
        result.limit(result.length() + Codec.HEAD + (long) maxResult);
        Codec.write(result, value, words);
      }
      result.limit(Bytes.LIMIT);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) { // Whatever the result's own code throws costs this task alone.
      result.limit(Bytes.LIMIT);
      result.truncate(begin);
      if (gate.stopped()) {
        return false; // It may have failed for that.
      }
      writeStatus(task, Status.BAD_RESULT);
      Codec.write(
          result,
          e instanceof TooLargeException
              ? TooLargeException.of(maxResult)
              : SerialPath.explain("the result", value, e));
      Thrown.writeStandIn(result, e);
    }
    return true;
  }
}
