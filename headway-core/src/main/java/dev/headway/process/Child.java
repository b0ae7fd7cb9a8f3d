package dev.headway.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker process as its parent sees it, from its hello to its end. */
final class Child {
  /** How long results that were sent before the death may take to be read. */
  private static final Duration LAST_RESULTS = Duration.ofMillis(250);

  private final int number;
  private final Process process;
  private final Wire wire;
  private final Gauge gauge;
  private final Console console;

  /** The functions that the child knows, by slot; the oldest gives way to a new one. */
  private final Parcels.@Nullable Parcel[] slots = new Parcels.@Nullable Parcel[4];

  private int nextSlot;
  private int requests;
  private volatile boolean exiting;
  private volatile List<ProcessHandle> family = List.of();

  Child(int number, Process process, Wire wire, Gauge gauge, Console console) {
    this.number = number;
    this.process = process;
    this.wire = wire;
    this.gauge = gauge;
    this.console = console;
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
        : ExitStatus.describe(process.exitValue(), exiting, process.pid());
  }

  /** A sentence with what it printed last to standard error, or nothing. */
  String lastLines() {
    return console.lastLines();
  }
}
