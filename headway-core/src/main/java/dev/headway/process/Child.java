package dev.headway.process;

import dev.headway.time.Waits;
import dev.headway.work.WorkerCrashedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A worker process as its parent sees it, from its hello to its end. */
final class Child {
  /** How long results that were sent before the death may take to be read. */
  private static final Duration LAST_RESULTS = Duration.ofMillis(250);

  /** How long the search for what the tasks have started may take. */
  private static final Duration FAMILY = Duration.ofSeconds(3);

  /** How long a process that was killed may take to close its end of the socket. */
  private static final Duration LAST_SECONDS = Duration.ofMillis(100);

  /** How long a process may take to vanish once it was killed. */
  private static final Duration KILLED = Duration.ofSeconds(1);

  private final int number;
  private final Process process;
  private final Wire wire;
  private final Gauge gauge;
  private final Console console;
  private final CrashFile crashFile;
  private final Family family;
  private final Leftovers leftovers;
  private final ClassSource classes;
  private final int maxResult;
  private final boolean tagged;

  /** The functions that the child knows, by slot; the oldest gives way to a new one. */
  private final Parcels.@Nullable Parcel[] slots = new Parcels.@Nullable Parcel[4];

  private final Vocabulary inputs;
  private final Vocabulary results;

  /** Held by whoever reads what it says. */
  private final ReentrantLock listening = new ReentrantLock();

  private int nextSlot;
  private int requests;
  private volatile boolean exiting;
  private volatile int rest;

  Child(
      int number,
      Process process,
      Wire wire,
      Gauge gauge,
      Console console,
      CrashFile crashFile,
      Family family,
      Leftovers leftovers,
      ClassSource classes,
      Settings settings) {
    this.number = number;
    this.process = process;
    this.wire = wire;
    this.gauge = gauge;
    this.console = console;
    this.crashFile = crashFile;
    this.family = family;
    this.leftovers = leftovers;
    this.classes = classes;
    this.inputs = new Vocabulary(classes);
    this.results = new Vocabulary(classes);
    this.rest = settings.recycleAfter();
    this.maxResult = settings.maxResult();
    this.tagged = settings.tagged();
  }

  /**
   * Closes the socket a while after the process has ended: its end of file is the first to tell of
   * the death, unless a process that the child has started holds the other end open. Those are
   * ended too.
   */
  void watch(Warden warden) {
    process
        .onExit()
        .thenRun(
            () -> {
              family.end();
              warden.after(LAST_RESULTS, wire::close);
            });
  }

  /** Does something when the process has ended, at once if it has. */
  void whenEnded(Runnable action) {
    process.onExit().thenRun(action);
  }

  Wire wire() {
    return wire;
  }

  /** What it gets its classes from. */
  ClassSource classes() {
    return classes;
  }

  Gauge gauge() {
    return gauge;
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** The CPU time that it has taken; zero if that is not known. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** How often it has said that it is alive; -1 once it is dead. */
  long beats() {
    return process.isAlive() ? gauge.beats() : -1;
  }

  /** The classes that inputs of the request need, for the thread that talks with the child. */
  Vocabulary inputs() {
    return inputs;
  }

  /** The same for its results. */
  Vocabulary results() {
    return results;
  }

  /** A new number for a request. */
  int nextRequest() {
    inputs.reset();
    results.reset();
    return ++requests;
  }

  /** The slot of a function in the child, which is sent there if it is not known yet. */
  int slot(Parcels.Parcel parcel) throws IOException {
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] == parcel) {
        return slot;
      }
    }
    int slot = nextSlot;
    nextSlot = (nextSlot + 1) % slots.length;
    Bytes payload = new Bytes();
    payload.putInt(slot);
    parcel.write(payload, classes);
    wire.send(Frame.Kind.FUNCTION, 0, payload);
    slots[slot] = parcel;
    return slot;
  }

  /** The child says that its JVM shuts down. */
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

  /** How many further tasks it may run before another child takes its place. */
  int rest() {
    return gauge.isWornOut() ? 0 : rest;
  }

  void performed(int tasks) {
    rest = Math.max(0, rest - tasks);
  }

  /** It shall run no further task. */
  void retire() {
    rest = 0;
  }

  /** Remembers which processes the tasks have started, while they are known for what they are. */
  void countFamily() {
    family.count();
  }

  /** Kills the child and what its tasks have started. */
  void kill() {
    family.count();
    // By its handle: the process itself would close its streams, and its last words be lost.
    process.toHandle().destroyForcibly();
    family.kill();
  }

  /** The same, and nobody waits for what it may still have to say. */
  void killNow(Warden warden) {
    kill();
    warden.after(LAST_SECONDS, wire::close);
  }

  /**
   * Waits for the end of the process, ends the family that it left behind, and waits for the end of
   * the output; false if the process goes on.
   */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    while (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      if (gauge.heldUpSince() == 0) {
        return false;
      }
    }
    family.awaitEnd(FAMILY);
    console.awaitEnd();
    return true;
  }

  /** Waits until the process has vanished, also if the thread is interrupted; not for ever. */
  void awaitDeath(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Waits.uninterrupted(
        interrupted -> process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
  }

  /** Whether it has printed what nobody reads. */
  boolean isHeldUp() {
    return console.isHeldUp();
  }

  /** Is told which tasks it performs, to say in which the processes were left that outlive it. */
  Leftovers leftovers() {
    return leftovers;
  }

  /** "Worker 2 (pid 1234)". */
  String name() {
    return name(number, process);
  }

  static String name(int number, Process process) {
    return "Worker " + number + " (pid " + process.pid() + ")";
  }

  /**
   * How the process ended, to stand between its name and the rest of a sentence.
   *
   * @param who what ran in it
   */
  String end(String who) {
    return process.isAlive()
        ? "does not end, though it was killed,"
        : ExitStatus.inSentence(ExitStatus.describe(process.exitValue(), exiting, who));
  }

  /** The exception for a task that it ran when it died, with all that is known of its end. */
  WorkerCrashedException crash(String message) {
    boolean alive = process.isAlive();
    Path file = alive ? null : crashFile.find(process.pid());
    return new WorkerCrashedException(
        message
            + (file == null ? "" : " Its JVM has described the crash in " + file + ".")
            + console.tail().sentence(),
        process.pid(),
        alive ? -1 : process.exitValue(),
        file,
        console.tail().lines());
  }

  /** The time in which one thread reads what it says. */
  ReentrantLock listening() {
    return listening;
  }

  /** Ends it when it has nothing to do any more, or when nobody wants what it does any more. */
  void dismiss(Warden warden, Duration grace) {
    countFamily();
    warden.now(this::sayBye);
    if (classes.inUse()) {
      answerToTheEnd();
    }
    end(grace);
  }

  /** What it does at its end, such as closing the state of a worker, may need further classes. */
  private void answerToTheEnd() {
    try {
      Warden.daemon("headway-answering-" + number, this::answerAll).start();
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      // Then it is ended after its grace, if it waits for an answer.
    }
  }

  private void answerAll() {
    Bytes payload = new Bytes();
    listening.lock(); // A request may still be under way.
    try {
      for (Frame frame = wire.next(); frame != null; frame = wire.next()) {
        if (frame.kind() == Frame.Kind.ARRAY) {
          wire.array(frame);
        } else {
          wire.payload(frame, payload);
        }
        if (frame.kind() == Frame.Kind.LOAD) {
          classes.answer(wire, payload);
        } else if (frame.kind() == Frame.Kind.EXITING) {
          exiting();
        }
      }
    } catch (IOException e) {
      // It has gone.
    } finally {
      listening.unlock();
    }
  }

  /** May block while the child does not read. */
  private void sayBye() {
    try {
      wire.send(Frame.Kind.BYE, 0);
    } catch (IOException e) {
      // It has gone already.
    }
  }

  /** Waits for its end, by force after the grace. An interrupt makes it short. */
  void end(Duration grace) {
    Waits.uninterrupted(
        interrupted -> {
          if (interrupted || !awaitEnd(grace)) {
            kill();
            awaitEnd(KILLED);
          }
        });
    wire.close();
  }
}
