package dev.headway.bench.contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The CPU time of all children of this process that have ended, and of theirs, as Linux counts it.
 */
final class ChildrenCpu {
  private static final Path STATUS = Path.of("/proc/self/stat");

  /** Linux counts in hundredths of a second, whatever the kernel's own are. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final int USER = 13;
  private static final int SYSTEM = 14;

  private ChildrenCpu() {}

  static long nanos() throws IOException {
    String line = Files.readString(STATUS);
    // The name stands in brackets, and may have blanks.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * NANOS_PER_TICK;
  }
}
