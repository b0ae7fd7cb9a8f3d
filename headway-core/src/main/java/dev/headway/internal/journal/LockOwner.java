package dev.headway.internal.journal;

import dev.headway.internal.system.LiveProcess;
import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The program that has a journal open, as its lock file names it. A number of a process alone says
 * little: others get it after its end. With the time of its start, and the start of its system, it
 * says whether that program still runs.
 *
 * @param host the name of the machine
 * @param bootId what tells this start of the system from others; empty if unknown
 * @param pid the process
 * @param startMillis when the process started, in milliseconds since 1970; 0 if unknown
 */
record LockOwner(String host, String bootId, long pid, long startMillis) {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** The system computes the start from the time of day, which may have been set since. */
  private static final long START_TOLERANCE = 2000;

  static LockOwner ofThisProcess() {
    long pid = ProcessHandle.current().pid();
    return new LockOwner(hostName(), thisBoot(), pid, startOf(pid));
  }

  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) { // Not Linux. Java's own way may ask servers for a name, and wait.
      Map<String, String> variables = System.getenv();
      return variables.getOrDefault(
          "COMPUTERNAME", variables.getOrDefault("HOSTNAME", "this machine"));
    }
  }

  private static String thisBoot() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException e) { // Not Linux.
      return "";
    }
  }

  private static long startOf(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .map(Instant::toEpochMilli)
        .orElse(0L);
  }

  /** Null if the text names no owner: the file is new, or its owner has let go of it. */
  static @Nullable LockOwner read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 4) {
      return null;
    }
    try {
      return new LockOwner(
          lines.get(0),
          lines.get(1),
          Long.parseLong(lines.get(2).strip()),
          Long.parseLong(lines.get(3).strip()));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  String toText() {
    return host + "\n" + bootId + "\n" + pid + "\n" + startMillis + "\n";
  }

  /** Whether it is a process of another machine, of which nothing can be learned here. */
  boolean isElsewhere(LockOwner here) {
    return !host.equals(here.host) && (bootId.isEmpty() || !bootId.equals(here.bootId));
  }

  /** Whether the process runs, on this machine, and is not another with the same number. */
  boolean isAlive(LockOwner here) {
    return bootId.equals(here.bootId)
        && !equals(here)
        && LiveProcess.of(pid).isPresent()
        && Math.abs(startOf(pid) - startMillis) <= START_TOLERANCE;
  }

  @Override
  public String toString() {
    return "pid " + pid + " on " + ControlEscapes.of(host);
  }
}
