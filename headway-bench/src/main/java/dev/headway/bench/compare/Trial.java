package dev.headway.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs one contestant once, in a process of its own. Its standard error is a pseudo terminal of 100
 * columns and 30 rows, where it draws its bar as for a person; its standard output is a file, whose
 * last line is the answer.
 */
final class Trial {
  private static final int MAX_SECONDS = 300;
  private static final int WHOLE_RUNS = 5;
  private static final int TAIL = 300;

  private final Tools tools;
  private final double seconds;

  /**
   * Trials with a length.
   *
   * @param tools what to run them with
   * @param seconds how long a contestant is to measure
   */
  Trial(Tools tools, double seconds) {
    this.tools = tools;
    this.seconds = seconds;
  }

  /** Lets no contestant outlive this program, however it ends. */
  static void endAllAtExit() {
    Thread ender =
        new Thread(
            () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly));
    Runtime.getRuntime().addShutdownHook(ender);
  }

  /**
   * The answer of a contestant, in the base unit of its row.
   *
   * @throws IOException if it failed; the message says why
   */
  double run(Contestant contestant) throws IOException, InterruptedException {
    if (contestant.kind() == Contestant.Kind.KNOWN) {
      return contestant.known();
    }
    if (!contestant.wall()) {
      return answer(contestant);
    }
    List<Double> times = new ArrayList<>();
    int runs = contestant.kind() == Contestant.Kind.COMMAND ? WHOLE_RUNS : 1;
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      process(contestant);
      times.add((double) System.nanoTime() - start);
    }
    return Statistics.of(times).median();
  }

  private double answer(Contestant contestant) throws IOException, InterruptedException {
    List<String> lines = process(contestant);
    try {
      return Double.parseDouble(lines.get(lines.size() - 1).strip());
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("it answered " + lines, e);
    }
  }

  private List<String> process(Contestant contestant) throws IOException, InterruptedException {
    Path output = Files.createTempFile("headway-bench", ".out");
    Path screen = Files.createTempFile("headway-bench", ".screen");
    try {
      Process process = start(contestant, output, screen.toFile());
      if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new IOException("it took longer than " + MAX_SECONDS + " seconds");
      }
      if (process.exitValue() != 0) {
        throw new IOException("exit status " + process.exitValue() + "; " + tail(screen));
      }
      return Files.readAllLines(output);
    } finally {
      Files.delete(output);
      Files.delete(screen);
    }
  }

  private Process start(Contestant contestant, Path output, File screen) throws IOException {
    String words =
        tools.command(contestant).stream().map(Trial::quoted).collect(Collectors.joining(" "));
    String line = "exec " + words + " >" + quoted(output.toString());
    ProcessBuilder builder =
        tools.terminal()
            ? new ProcessBuilder("script", "-qfec", "stty cols 100 rows 30; " + line, "/dev/null")
            : new ProcessBuilder("sh", "-c", line);
    Map<String, String> environment = builder.environment();
    List.of("CI", "NO_COLOR", "COLUMNS", "LINES", "JAVA_TOOL_OPTIONS").forEach(environment::remove);
    environment.put("SHELL", "/bin/sh");
    environment.put("TERM", "xterm-256color");
    environment.put("HEADWAY_PROGRESS", "bar");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HEADWAY_BENCH_SECONDS", Double.toString(seconds));
    return builder.redirectErrorStream(true).redirectOutput(screen).start();
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** The last that stood on the screen, without what moves the cursor. */
  private static String tail(Path screen) throws IOException {
    String text = new String(Files.readAllBytes(screen), StandardCharsets.UTF_8);
    String plain = text.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replaceAll("\\s+", " ").strip();
    return plain.length() <= TAIL ? plain : "..." + plain.substring(plain.length() - TAIL);
  }
}
