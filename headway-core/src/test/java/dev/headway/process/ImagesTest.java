package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtime images that hold a program, or are all that it has of a JDK. */
@Tag("faults")
class ImagesTest {
  private static final String PROGRAM =
      """
      package app;

      import dev.headway.Pool;
      import dev.headway.process.Processes;
      import java.util.List;

      public class Main {
        static String see(int input) {
          boolean assertions = false;
          assert assertions = true;
          return Processes.class.getModule().isNamed() + " " + Main.class.getModule().getName()
              + " " + assertions + " " + System.getProperty("mode");
        }

        public static void main(String[] arguments) {
          System.out.println("thread " + see(0));
          try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
            System.out.println("worker " + pool.map(List.of(1), Main::see).toList().get(0));
          } catch (RuntimeException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      """;

  @TempDir Path folder;
  private String headway = "";
  private String app = "";

  @BeforeEach
  void compile() throws Exception {
    headway =
        Path.of(Processes.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    app = folder.resolve("app").toString();
    Path module =
        Files.writeString(
            folder.resolve("module-info.java"), "module app { requires dev.headway; }");
    Path main = Files.writeString(folder.resolve("Main.java"), PROGRAM);
    use("javac", "-p", headway, "-d", app, module, main);
  }

  private static void use(String tool, Object... arguments) {
    Optional<ToolProvider> found = ToolProvider.findFirst(tool);
    assumeTrue(found.isPresent());
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    int status = found.orElseThrow().run(writer, writer, texts.toArray(String[]::new));
    assertThat(status).as(messages.toString()).isZero();
  }

  /** A JDK without jmods links from its own image. */
  private Path link(String modules, String... more) {
    Path image = folder.resolve("image");
    List<Object> arguments = new ArrayList<>(List.of("-p", headway + File.pathSeparator + app));
    arguments.addAll(List.of("--add-modules", modules, "--output", image));
    arguments.addAll(List.of(more));
    use("jlink", arguments.toArray());
    return image;
  }

  private static List<String> run(Object... command) throws Exception {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldRunTheTasksOfAModuleInAnImage() throws Exception {
    Path image =
        link("app", "--launcher", "start=app/app.Main", "--add-options=-XX:+UseParallelGC");

    assertThat(run(image.resolve("bin/start")))
        .containsExactly("thread true app false null", "worker true app false null");
    assertThat(run(image.resolve("bin/java"), "-ea", "-Dmode=x", "-m", "app/app.Main"))
        .containsExactly("thread true app true x", "worker true app true x");
  }

  @Test
  void shouldRunTheTasksOfAClassPathInAnImage() throws Exception {
    // Neither java.management, nor java.logging, nor jdk.unsupported.
    Path image = folder.resolve("image");
    use("jlink", "--add-modules", "java.base", "--output", image, "--add-options=-XX:+UseG1GC");
    String classPath = headway + File.pathSeparator + app;

    assertThat(run(image.resolve("bin/java"), "-ea", "-Dmode=x", "-cp", classPath, "app.Main"))
        .containsExactly("thread false null true x", "worker false null true x");
    assertThat(
            run(image.resolve("bin/java"), "-ea", "-Dmode=x", "-p", classPath, "-m", "app/app.Main")
                .toString())
        .contains("java.management"); // A module must be there that is required.
  }

  @Test
  void shouldRunTheTasksOfAClassPathBesideModules() throws Exception {
    String java = System.getProperty("java.home") + "/bin/java";
    String classPath = headway + File.pathSeparator + app;

    assertThat(run(java, "-p", app, "-cp", classPath, "--limit-modules", "java.sql", "app.Main"))
        .containsExactly("thread false null false null", "worker false null false null");
  }

  @Test
  void shouldRefuseAPackageWithoutAJavaCommand() throws Exception {
    Path packages = folder.resolve("packages");
    use(
        "jpackage",
        "--type",
        "app-image",
        "-n",
        "T",
        "-m",
        "app/app.Main",
        "-d",
        packages,
        "-p",
        headway + File.pathSeparator + app);

    List<String> lines = run(launcher(packages));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .startsWith("Worker processes could not be started: There is no java command in ");
  }

  @Test
  void shouldRunTheTasksOfAPackageWithAJavaCommand() throws Exception {
    Path packages = folder.resolve("packages");
    use(
        "jpackage",
        "--type",
        "app-image",
        "-n",
        "T",
        "-m",
        "app/app.Main",
        "-d",
        packages,
        "-p",
        headway + File.pathSeparator + app,
        "--java-options",
        "-ea",
        "--java-options",
        "-Dmode=x",
        "--jlink-options",
        "--strip-debug --no-man-pages --no-header-files");

    assertThat(run(launcher(packages)))
        .containsExactly("thread true app true x", "worker true app true x");
  }

  private static Path launcher(Path packages) {
    Path linux = packages.resolve("T/bin/T");
    return Files.exists(linux) ? linux : packages.resolve("T.app/Contents/MacOS/T");
  }
}
