package dev.headway.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that was run to its end.
 *
 * @param status its exit status
 * @param out the bytes that it wrote to standard output, as one char each
 * @param err what it wrote to standard error
 */
record ExampleProcess(int status, String out, String err) {
  private static final long PATIENCE_SECONDS = 120;

  /** Runs an example as {@code examples/run} does, in a folder. */
  static ExampleProcess example(
      Path folder, Map<String, String> environment, Class<?> example, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(example.getName());
    command.addAll(List.of(args));
    return run(folder, environment, command);
  }

  static ExampleProcess run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("example", ".out");
    Path err = Files.createTempFile("example", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("HEADWAY_PROGRESS", "plain");
      // Without it plain lines do not tell of short jobs that went well.
      builder.environment().put("HEADWAY_SUMMARY", "on");
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("It did not end in time: " + command);
      }
      return new ExampleProcess(
          process.exitValue(),
          Files.readString(out, StandardCharsets.ISO_8859_1),
          Files.readString(err, StandardCharsets.ISO_8859_1));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
