package dev.headway.process;

import dev.headway.work.TaskFunction;
import dev.headway.work.WorkerStates;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Runs, in the child, what the parent asks for, one request after the other. */
final class TaskLoop {

  /** A frame with its payload. */
  record Message(Frame frame, Bytes payload) {}

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final FunctionSlots functions = new FunctionSlots();
  private final WorkerStates states = new WorkerStates();
  private final ClassLoader loader = ClassLoader.getSystemClassLoader();
  private final Bytes result = new Bytes();
  private final Gauge gauge;
  private final TaskGate gate;
  private final Outbox outbox;

  TaskLoop(Gauge gauge, TaskGate gate, Outbox outbox) {
    this.gauge = gauge;
    this.gate = gate;
    this.outbox = outbox;
  }

  /** Hands a message over from the thread that receives. */
  void put(Message message) {
    messages.add(message);
  }

  /** Runs until the parent says bye. */
  void run() throws IOException {
    while (true) {
      Message message = take();
      switch (message.frame().kind()) {
        case FUNCTION -> functions.put(message.payload());
        case TASKS -> perform(message.frame().request(), message.payload());
        case BYE -> {
          states.close();
          return;
        }
        default -> throw new BadFrameException("a parent does not send " + message.frame().kind());
      }
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

  private void perform(int request, Bytes tasks) throws IOException {
    gate.begin(request);
    outbox.begin(request);
    int slot = tasks.getInt();
    int count = tasks.getInt();
    gauge.begin(request, 0); // To read the function is user code too.
    FunctionSlots.Content content = functions.get(slot, loader);
    for (int task = 0; task < count && !gate.stopped(); task++) {
      gauge.begin(request, task);
      result.clear();
      result.putInt(task);
      if (content.error() != null) {
        result.putByte(Status.BAD_FUNCTION.ordinal());
        Thrown.writeStandIn(result, content.error());
      } else if (content.function() == null || !perform(content.function(), tasks)) {
        break;
      }
      // A large result is sent here, while the gauge still says that this task runs: if the
      // process is killed for the memory it takes, this task is to blame.
      gauge.sending();
      outbox.add(result);
      gauge.end();
    }
    gauge.idle();
    outbox.done();
  }

  /** Runs one task and writes what became of it; false if it was stopped. */
  @SuppressWarnings("NullAway") // It does not see that the type of the input may be nullable.
  private boolean perform(TaskFunction<@Nullable Object, @Nullable Object> function, Bytes tasks)
      throws IOException {
    Object input;
    try {
      input = Codec.read(tasks, loader);
    } catch (BadFrameException e) {
      throw e;
    } catch (Exception | LinkageError | StackOverflowError e) {
      result.putByte(Status.BAD_INPUT.ordinal());
      Thrown.writeStandIn(result, e);
      return true;
    }
    Object value = null;
    Throwable thrown = null;
    if (!gate.enter()) {
      return false;
    }
    try {
      value = states.bind(function).apply(input);
    } catch (Throwable e) { // Whatever the function throws costs its own task alone.
      thrown = e;
    } finally {
      gate.exit();
    }
    flush();
    if (thrown == null) {
      writeValue(value);
      return true;
    }
    if (thrown instanceof InterruptedException && gate.stopped()) {
      return false;
    }
    result.putByte(Status.THREW.ordinal());
    Thrown.write(result, thrown, loader);
    return true;
  }

  private void writeValue(@Nullable Object value) throws IOException {
    int begin = result.length();
    try {
      result.putByte(Status.VALUE.ordinal());
      Codec.write(result, value);
    } catch (Exception | LinkageError | StackOverflowError e) {
      result.truncate(begin);
      result.putByte(Status.BAD_RESULT.ordinal());
      Codec.write(result, SerialPath.explain("the result", value, e));
      Thrown.writeStandIn(result, e);
    }
  }

  /** What the task printed goes out before its result does. */
  private static void flush() {
    try {
      System.out.flush();
      System.err.flush();
    } catch (RuntimeException e) {
      // A stream that the user's code has put there.
    }
  }
}
