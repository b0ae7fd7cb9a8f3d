package dev.headway.bench.contestant;

import dev.headway.Pool;
import dev.headway.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much memory a worker process has for itself when it has done its work and waits: its private
 * pages, in bytes, as Linux counts them. {@code items=N} says how much work it had before.
 */
final class IdleMemory {
  private static final long KIB = 1024;

  private IdleMemory() {}

  public static void main(String[] args) throws Exception {
    int items = new Arguments(args).number("items", 100);
    try (Pool pool = Pool.on(Processes.of(1))) {
      List<Integer> inputs = IntStream.range(0, items).boxed().toList();
      List<Long> pids =
          pool.<Integer, Long>map(inputs, x -> ProcessHandle.current().pid()).toList();
      Thread.sleep(500);
      Timed.answer(privateBytes(pids.get(0)));
    }
  }

  static long privateBytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
            .filter(line -> line.startsWith("Private_"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        * KIB;
  }
}
