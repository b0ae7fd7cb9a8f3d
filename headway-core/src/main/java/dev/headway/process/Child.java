package dev.headway.process;

import dev.headway.work.WorkerCrashedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker process as its parent sees it, from its hello to its end. */
final class Child {
  /** How long results that were sent before the death may take to be read. */
  private static final Duration LAST_RESULTS = Duration.ofMillis(250);

  /** How long a process that was killed may take to close its end of the socket. */
  private static final Duration LAST_SECONDS = Duration.ofMillis(100);

  private final int number;
  private final Process process;
  private final Wire wire;
  private final Gauge gauge;
  private final Console console;
  private final CrashFile crashFile;

  /** The functions that the child knows, by slot; the oldest gives way to a new one. */
  private final Parcels.@Nullable Parcel[] slots = new Parcels.@Nullable Parcel[4];

  private int nextSlot;
  private int requests;
  private volatile boolean exiting;
  private volatile List<ProcessHandle> family = List.of();

  Child(int number, Process process, Wire wire, Gauge gauge, Console console, CrashFile crashFile) {
    this.number = number;
    this.process = process;
    this.wire = wire;
    this.gauge = gauge;
    this.console = console;
    this.crashFile = crashFile;
  }

  /**
   * Closes the socket a while after the process has ended: its end of file is the first to tell of
   * the death, unless a process that the child has started holds the other end open.
   */
  void watch(Warden warden) {
    process.onExit().thenRun(() -> warden.after(LAST_RESULTS, wire::close));
  }

  Wire wire() {
    return wire;
  }

  Gauge gauge() {
    return gauge;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** A new number for a request. */
  int nextRequest() {
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
    payload.write(parcel.bytes(), 0, parcel.bytes().length);
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

  /** Remembers which processes the tasks have started: when the child is dead nothing tells. */
  void countFamily() {
    if (process.isAlive()) {
      family = process.descendants().toList();
    }
  }

  /** Kills the child and what its tasks have started. */
  void kill() {
    countFamily();
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
  }

  /** The same, and nobody waits for what it may still have to say. */
  void killNow(Warden warden) {
    kill();
    warden.after(LAST_SECONDS, wire::close);
  }

  /**
   * Waits for the end of the process, ends the family that it left behind as far as it was counted,
   * and waits for the end of the output; false if the process goes on.
   */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    family.forEach(ProcessHandle::destroyForcibly);
    console.awaitEnd();
    return true;
  }

  /** "Worker 2 (pid 1234)". */
  String name() {
    return "Worker " + number + " (pid " + process.pid() + ")";
  }

  /** How the process ended, to follow its name. */
  String end() {
    return process.isAlive()
        ? "does not end, though it was killed,"
        : ExitStatus.describe(process.exitValue(), exiting);
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
}
