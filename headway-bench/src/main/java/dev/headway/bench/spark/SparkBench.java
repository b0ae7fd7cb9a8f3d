package dev.headway.bench.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** Measures all rows, in turn in each round, and prints them as Markdown. */
public final class SparkBench {
  private SparkBench() {}

  /**
   * Measures.
   *
   * @param args how many rounds; three without
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    Sheet sheet = new Sheet();
    try (Cluster cluster = new Cluster()) {
      for (int round = 0; round < rounds; round++) {
        UnevenSleeps.measure(cluster, sheet);
        TrivialItems.measure(cluster, sheet);
        DriverCpu.measure(cluster, sheet);
        LostSlotTime.measure(cluster, sheet, 10, 4_000);
        LostSlotTime.measure(cluster, sheet, 100, 400);
      }
    }
    long bytes = lazyInputs();
    sheet.add("a million lazy inputs, heap of 256 MiB", "Headway, in use", "MiB", bytes >> 20);
    sheet.print();
  }

  private static long lazyInputs() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LazyInputs.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader answer = process.inputReader()) {
      String line = answer.readLine();
      if (process.waitFor() != 0 || line == null) {
        throw new IOException("The program in the small heap failed; see above.");
      }
      return Long.parseLong(line);
    }
  }
}
