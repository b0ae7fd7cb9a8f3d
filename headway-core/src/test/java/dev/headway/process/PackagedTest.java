package dev.headway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that come in jars, and those that are typed into JShell. */
class PackagedTest {
  private static final String PROGRAM =
      """
      package app;

      import dev.headway.Pool;
      import dev.headway.process.Processes;
      import java.util.List;

      public class Main {
        record Named(String name) implements java.io.Serializable {}

        static Named work(String input) {
          return new Named(input + "!");
        }

        public static void main(String[] arguments) {
          try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
            System.out.println(pool.map(List.of("a", "b"), Main::work).toList());
          } catch (RuntimeException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      """;

  /** Loads all classes from a jar inside of its own, and gives no resources. */
  private static final String LAUNCHER =
      """
      import java.io.InputStream;
      import java.net.URL;
      import java.security.CodeSource;
      import java.security.ProtectionDomain;
      import java.security.cert.Certificate;
      import java.util.HashMap;
      import java.util.Map;
      import java.util.jar.JarEntry;
      import java.util.jar.JarInputStream;

      public class Launcher extends ClassLoader {
        private final Map<String, byte[]> files = new HashMap<>();
        private final ProtectionDomain domain;

        Launcher(String nested) throws Exception {
          URL own = Launcher.class.getProtectionDomain().getCodeSource().getLocation();
          URL location = new URL("jar:" + own + "!/" + nested);
          domain = new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null);
          try (InputStream in = Launcher.class.getResourceAsStream("/" + nested);
              JarInputStream jar = new JarInputStream(in)) {
            for (JarEntry entry; (entry = jar.getNextJarEntry()) != null; ) {
              files.put(entry.getName(), jar.readAllBytes());
            }
          }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          byte[] file = files.get(name.replace('.', '/') + ".class");
          if (file == null) {
            throw new ClassNotFoundException(name);
          }
          return defineClass(name, file, 0, file.length, domain);
        }

        public static void main(String[] arguments) throws Exception {
          Class<?> program = new Launcher("lib/all.jar").loadClass("app.Main");
          program.getMethod("main", String[].class).invoke(null, (Object) arguments);
        }
      }
      """;

  private static void use(String tool, Object... arguments) {
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    int status =
        ToolProvider.findFirst(tool)
            .orElseThrow()
            .run(writer, writer, texts.toArray(String[]::new));
    assertThat(status).as(messages.toString()).isZero();
  }

  private static Path compile(Path directory, String name, String source) throws Exception {
    Path file = Files.writeString(directory.resolve(name + ".java"), source);
    Path classes = directory.resolve(name);
    use("javac", "-cp", headway(), "-d", classes, file);
    return classes;
  }

  private static Path headway() throws Exception {
    return Path.of(Processes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String run(Path directory, String tool, Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldRunTheTasksOfAJar(@TempDir Path directory) throws Exception {
    Path classes = compile(directory, "Main", PROGRAM);
    Path library = directory.resolve("library.jar");
    use("jar", "-c", "-f", library, "-C", headway(), ".");
    Path manifest = Files.writeString(directory.resolve("manifest"), "Class-Path: library.jar\n");
    Path jar = directory.resolve("app.jar");
    use("jar", "-c", "-f", jar, "-m", manifest, "-e", "app.Main", "-C", classes, ".");

    assertThat(run(directory, "java", "-jar", "app.jar"))
        .isEqualTo("[Named[name=a!], Named[name=b!]]");
  }

  @Test
  void shouldRefuseWhatALoaderGivesNoFilesOf(@TempDir Path directory) throws Exception {
    Path classes = compile(directory, "Main", PROGRAM);
    Path launcher = compile(directory, "Launcher", LAUNCHER);
    Path library = Files.createDirectories(launcher.resolve("lib")).resolve("all.jar");
    use("jar", "-c", "-f", library, "-C", classes, ".", "-C", headway(), "dev");
    Path jar = directory.resolve("app.jar");
    use("jar", "-c", "-f", jar, "-e", "Launcher", "-C", launcher, ".");

    assertThat(run(directory, "java", "-jar", jar))
        .isEqualTo(
            "Worker processes could not be started: Worker processes need the files of Headway's own"
                + " classes, and the class loader that has them (Launcher) does not give them. Put"
                + " headway-core on the class path as a jar of its own.");
  }

  @Test
  @Tag("faults")
  void shouldRunWhatIsTypedIntoJShell(@TempDir Path directory) throws Exception {
    assumeTrue(Files.exists(Path.of(System.getProperty("java.home"), "bin", "jshell")));
    Files.writeString(
        directory.resolve("typed"),
        """
        import dev.headway.Pool;
        import dev.headway.process.Processes;
        record Named(String name) implements java.io.Serializable {}
        Named work(String input) { return new Named(input + "!"); }
        try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
          System.out.println(pool.map(List.of("a", "b"), x -> work(x)).toList());
        }
        /exit
        """);

    String preferences = "-J-Djava.util.prefs.userRoot=" + directory;
    assertThat(run(directory, "jshell", preferences, "-s", "--class-path", headway(), "typed"))
        .endsWith("[Named[name=a!], Named[name=b!]]");
  }
}
