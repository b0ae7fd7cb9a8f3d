package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program whose classes and Headway's are modules. */
class ModulePathTest {
  private static final String MODULE = "module app { requires dev.headway; }";
  private static final String PROGRAM =
      """
      package app;

      import dev.headway.Pool;
      import dev.headway.process.Processes;
      import java.util.List;

      public class Main {
        record Named(String name, boolean ofModule) implements java.io.Serializable {}

        static Named work(String input) {
          return new Named(input + "!", Processes.class.getModule().isNamed());
        }

        public static void main(String[] arguments) {
          try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
            System.out.println(pool.map(List.of("a", "b"), Main::work).toList());
          }
        }
      }
      """;

  @Test
  void shouldRunTheTasksOfAModule(@TempDir Path directory) throws Exception {
    Path classes = location(Processes.class);
    Path sources = Files.createDirectories(directory.resolve("source/app"));
    Path module = Files.writeString(sources.resolve("module-info.java"), MODULE);
    Path program = Files.writeString(sources.resolve("Main.java"), PROGRAM);
    Path app = directory.resolve("app");
    StringWriter messages = new StringWriter();
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(messages),
                new PrintWriter(messages),
                "-p",
                classes.toString(),
                "-d",
                app.toString(),
                module.toString(),
                program.toString());
    assertThat(status).as(messages.toString()).isZero();

    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-p",
                classes + File.pathSeparator + app,
                "-m",
                "app/app.Main")
            .redirectErrorStream(true)
            .start();
    assertThat(output(process))
        .isEqualTo("[Named[name=a!, ofModule=true], Named[name=b!, ofModule=true]]");
  }

  private static String output(Process process) throws IOException {
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path location(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
