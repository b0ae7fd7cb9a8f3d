package dev.headway.internal.process.client;

import dev.headway.internal.process.codec.ClassDescriptorTable;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.loader.ClassServer;
import dev.headway.internal.process.protocol.ControlExecutor;
import dev.headway.internal.process.protocol.ExitStatus;
import dev.headway.internal.process.protocol.StatusPage;
import dev.headway.internal.process.wire.FrameChannel;
import dev.headway.internal.process.wire.FrameHeader;
import dev.headway.internal.process.wire.GrowableBuffer;
import dev.headway.internal.time.HelperThreads;
import dev.headway.internal.time.Waits;
import dev.headway.work.WorkerCrashedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A worker process as its parent sees it, from its hello to its end. */
public final class WorkerProcess {
  /** How long a read may take that has something to read. */
  private static final Duration LAST_RESULTS = Duration.ofSeconds(1);

  /** How long the search for what the tasks have started may take. */
  private static final Duration PROCESS_SEARCH = Duration.ofSeconds(3);

  /** How long a process that was killed may take to close its end of the socket. */
  private static final Duration LAST_SECONDS = Duration.ofMillis(100);

  /** How long a process may take to vanish once it was killed. */
  public static final Duration KILLED = Duration.ofSeconds(1);

  private final int number;
  private final Process process;
  private final FrameChannel channel;
  private final StatusPage status;
  private final OutputReader output;
  private final CrashFile crashFile;
  private final ProcessTree tree;
  private final LeakedProcesses leaked;
  private final ClassServer classes;
  private final int maxResult;
  private final boolean tagged;
  private final FunctionSlots functions;
  private final ClassDescriptorTable inputs;
  private final ClassDescriptorTable results;

  /** Held by the thread that reads what the worker says. */
  private final ReentrantLock readerLock = new ReentrantLock();

  private int requests;
  private volatile boolean exiting;
  private volatile boolean killed;
  private volatile int remainingTasks;

  public WorkerProcess(
      int number,
      Process process,
      FrameChannel channel,
      StatusPage status,
      OutputReader output,
      CrashFile crashFile,
      ProcessTree tree,
      LeakedProcesses leaked,
      ClassServer classes,
      ProcessConfig config) {
    this.number = number;
    this.process = process;
    this.channel = channel;
    this.status = status;
    this.output = output;
    this.crashFile = crashFile;
    this.tree = tree;
    this.leaked = leaked;
    this.classes = classes;
    this.functions = new FunctionSlots(channel, classes);
    this.inputs = new ClassDescriptorTable(classes);
    this.results = new ClassDescriptorTable(classes);
    this.remainingTasks = config.recycleAfter();
    this.maxResult = (int) config.maxResult();
    this.tagged = config.tagged();
  }

  /** Once the process has ended, ends what its tasks have started, and then the channel. */
  public void watch(ControlExecutor control) {
    LastResults last =
        new LastResults(channel, readerLock, action -> control.after(LAST_RESULTS, action));
    process
        .onExit()
        .thenRun(
            () -> {
              tree.end();
              last.begin();
            });
  }

  /** Does something when the process has ended, at once if it has. */
  public void whenEnded(Runnable action) {
    process.onExit().thenRun(action);
  }

  public FrameChannel channel() {
    return channel;
  }

  /** What it gets its classes from. */
  ClassServer classes() {
    return classes;
  }

  public StatusPage status() {
    return status;
  }

  public boolean alive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** The CPU time that it has taken; zero if that is not known. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** How often it has said that it is alive; -1 once it is dead. */
  public long heartbeats() {
    return process.isAlive() ? status.heartbeats() : -1;
  }

  /** The classes that inputs of the request need, for the thread that talks with the worker. */
  ClassDescriptorTable inputs() {
    return inputs;
  }

  /** The same for its results. */
  ClassDescriptorTable results() {
    return results;
  }

  /** A new number for a request. */
  int nextRequest() {
    inputs.reset();
    results.reset();
    return ++requests;
  }

  /** The functions that the worker knows. */
  FunctionSlots functions() {
    return functions;
  }

  /** The worker says that its JVM shuts down. */
  void exiting() {
    exiting = true;
  }

  boolean isExiting() {
    return exiting;
  }

  /** Whether it is to say which task printed a line. */
  boolean isTagged() {
    return tagged;
  }

  /** The most bytes that a result of it may have. */
  int maxResult() {
    return maxResult;
  }

  /** How many further tasks it may run before another worker process takes its place. */
  public int remainingTasks() {
    return status.mustBeRecycled() ? 0 : remainingTasks;
  }

  void performed(int tasks) {
    remainingTasks = Math.max(0, remainingTasks - tasks);
  }

  /** It shall run no further task. */
  void recycle() {
    remainingTasks = 0;
  }

  /** Kills the worker and what its tasks have started. */
  public void kill() {
    killed = true;
    tree.count();
    // By its handle: the process itself would close its streams and lose what it printed last.
    process.toHandle().destroyForcibly();
    tree.kill();
  }

  /** Whether this program has killed it, as for a cancelled task that did not end in time. */
  public boolean isKilled() {
    return killed;
  }

  /** Kills it, and does not wait for what it may still have to say. */
  void killNow(ControlExecutor control) {
    kill();
    control.after(LAST_SECONDS, channel::close);
  }

  /**
   * Waits for the end of the process, ends the processes that it left behind, and waits for the end
   * of the output; false if the process goes on.
   */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    while (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      if (status.heldUpSince() == 0) {
        return false;
      }
    }
    tree.awaitEnd(PROCESS_SEARCH);
    output.awaitEnd();
    return true;
  }

  /** Waits until the process has vanished, also if the thread is interrupted; not for ever. */
  void awaitDeath(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Waits.uninterrupted(
        interrupted -> process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
  }

  /** Tells whether what it has printed is not being read. */
  public boolean isHeldUp() {
    return output.isHeldUp();
  }

  /** Is told which tasks it performs, to say in which the processes were left that outlive it. */
  LeakedProcesses leaked() {
    return leaked;
  }

  /** "Worker 2 (pid 1234)". */
  public String name() {
    return name(number, process);
  }

  public static String name(int number, Process process) {
    return "Worker " + number + " (pid " + process.pid() + ")";
  }

  /**
   * How the process ended, to stand between its name and the rest of a sentence.
   *
   * @param code what ran in it
   */
  public String describeEnd(String code) {
    return process.isAlive()
        ? "does not end, though it was killed,"
        : ExitStatus.inSentence(ExitStatus.describe(process.exitValue(), exiting, code));
  }

  /** Whether it has ended, and not because it was killed. */
  boolean endedOtherwise() {
    return !process.isAlive() && process.exitValue() != ExitStatus.KILLED;
  }

  /** The exception for a task that it ran when it died, with all that is known of its end. */
  WorkerCrashedException crash(String message) {
    boolean alive = process.isAlive();
    Path file = alive ? null : crashFile.find(process.pid());
    return new WorkerCrashedException(
        message
            + (file == null ? "" : " Its JVM has described the crash in " + file + ".")
            + output.tail().sentence(),
        process.pid(),
        alive ? -1 : process.exitValue(),
        file,
        output.tail().lines());
  }

  /** The time in which one thread reads what it says. */
  ReentrantLock readerLock() {
    return readerLock;
  }

  /** Ends it when it has nothing to do any more, or when what it does is no longer wanted. */
  public void dismiss(ControlExecutor control, Duration grace) {
    tree.count(); // While the processes that tasks have started are known for what they are.
    control.now(this::sendBye);
    if (classes.inUse()) {
      answerToTheEnd();
    }
    end(grace);
  }

  /** What it does at its end, such as closing the state of a worker, may need further classes. */
  private void answerToTheEnd() {
    try {
      HelperThreads.daemon("headway-answering-" + number, this::answerAll).start();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      // Then it is ended after its grace, if it waits for an answer.
    }
  }

  private void answerAll() {
    GrowableBuffer payload = new GrowableBuffer();
    readerLock.lock(); // A request may still be under way.
    try {
      for (FrameHeader header = channel.next(); header != null; header = channel.next()) {
        if (header.kind() == FrameHeader.Kind.ARRAY) {
          channel.array(header);
        } else {
          channel.payload(header, payload);
        }
        if (header.kind() == FrameHeader.Kind.LOAD) {
          classes.answer(channel, payload);
        } else if (header.kind() == FrameHeader.Kind.EXITING) {
          exiting();
        }
      }
    } catch (IOException e) {
      // It has gone.
    } finally {
      readerLock.unlock();
    }
  }

  /** May block while the worker does not read. */
  private void sendBye() {
    try {
      channel.send(FrameHeader.Kind.BYE, 0);
    } catch (IOException e) {
      // It has gone already.
    }
  }

  /** Waits for its end, by force after the grace. An interrupt makes it short. */
  public void end(Duration grace) {
    Waits.uninterrupted(
        interrupted -> {
          if (interrupted || !awaitEnd(grace)) {
            kill();
            awaitEnd(KILLED);
          }
        });
    channel.close();
  }
}
