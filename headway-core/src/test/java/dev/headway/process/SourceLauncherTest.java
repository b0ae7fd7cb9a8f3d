package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is run with {@code java Foo.java}: its classes are in memory alone. */
@Tag("faults")
class SourceLauncherTest {
  private static final String PROGRAM =
      """
      import dev.headway.Pool;
      import dev.headway.process.Processes;
      import java.util.List;

      public class Foo {
        record Named(String name, Kind kind) implements java.io.Serializable {}

        enum Kind { PLAIN, NEGATIVE }

        static class Odd extends Exception {
          Odd(String message) {
            super(message);
          }
        }

        static int base;

        static class Setup {
          static void run() {
            base = 100;
          }
        }

        static Named name(int number) throws Odd {
          if (number == 0) {
            throw new Odd("nothing");
          }
          return new Named("n" + (base + number), number < 0 ? Kind.NEGATIVE : Kind.PLAIN);
        }

        public static void main(String[] arguments) {
          int factor = 2;
          try (Pool pool = Pool.on(Processes.of(2).init(Setup::run)).quiet()) {
            System.out.println(pool.map(List.of(1, -2), Foo::name).toList());
            System.out.println(pool.map(List.of(1, 2, 3), number -> factor * number).toList());
            System.out.println(
                pool.map(List.of(new Named("in", Kind.PLAIN)), named -> named.name()).toList());
            for (var outcome : pool.map(List.of(0), Foo::name).outcomes()) {
              System.out.println(outcome.error().getClass() + " " + outcome.error().getMessage());
            }
          }
        }
      }
      """;

  @Test
  void shouldRunTheTasksOfAProgramThatIsInMemoryAlone(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("Foo.java"), PROGRAM);
    Path classes =
        Path.of(Processes.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classes.toString(),
                file.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(output(process))
        .isEqualTo(
            """
            [Named[name=n101, kind=PLAIN], Named[name=n98, kind=NEGATIVE]]
            [2, 4, 6]
            [in]
            class Foo$Odd nothing""");
  }

  private static String output(Process process) throws IOException {
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      process.destroyForcibly();
    }
  }
}
