package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole programs, whose workers see what their threads see. */
@Tag("faults")
class InheritedOptionsTest {
  private static final String PROGRAM =
      """
      import dev.headway.Pool;
      import dev.headway.process.Processes;
      import java.util.List;
      import java.util.Locale;
      import java.util.TimeZone;

      public class See {
        static String see(int input) {
          boolean managed = java.lang.management.ManagementFactory.getRuntimeMXBean()
              .getInputArguments().toString().contains("jmxremote");
          boolean assertions = false;
          assert assertions = true;
          boolean open;
          try {
            String.class.getDeclaredField("hash").setAccessible(true);
            open = true;
          } catch (Exception | Error e) {
            open = false;
          }
          return TimeZone.getDefault().getID() + " " + Locale.getDefault() + " "
              + Locale.getDefault(Locale.Category.FORMAT) + " " + System.getProperty("app.mode")
              + " " + System.getProperty("by.program") + " " + System.getProperty("app.tool")
              + " " + assertions + " " + open + " " + System.getProperty("java.library.path")
              + (managed ? " managed" : " not managed");
        }

        static String collector(int input) throws Exception {
          return java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()
              .map(bean -> bean.getName()).toList() + " "
              + System.getProperty("app.mode") + " " + System.getProperty("by.program") + " "
              + System.getenv("JAVA_TOOL_OPTIONS");
        }

        static void run(Processes backend) {
          try (Pool pool = Pool.on(backend).quiet()) {
            System.out.println("worker " + pool.map(List.of(1), See::collector).toList());
          }
        }

        public static void main(String[] arguments) {
          System.setProperty("by.program", "yes");
          if (arguments.length > 0) {
            run(Processes.of(1));
            run(Processes.of(1).jvmOptions("-XX:+UseParallelGC", "-Dapp.mode=test"));
            return;
          }
          Locale.setDefault(Locale.Category.FORMAT, Locale.FRANCE);
          System.out.println("thread " + see(0));
          try (Pool pool = Pool.on(Processes.of(2)).quiet()) {
            pool.map(List.of(1, 2), See::see).forEach(seen -> System.out.println("worker " + seen));
          }
        }
      }
      """;

  @TempDir Path folder;

  private void compile(String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("See.java"), PROGRAM);
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(List.of("-cp", headway(), "-d", folder.toString(), file.toString()));
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, words.toArray(String[]::new));
    assertThat(status).as(messages.toString()).isZero();
  }

  private static String headway() throws Exception {
    return Path.of(Processes.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  private List<String> run(Map<String, String> environment, List<String> options, String... more)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(options);
    command.addAll(List.of("-cp", headway() + File.pathSeparator + folder, "See"));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), UTF_8).lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  /** At any free port; a worker that had it too would say that it listens. */
  private static final String DEBUGGER =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

  @Test
  void shouldSeeInWorkersWhatThreadsSee() throws Exception {
    compile("--enable-preview", "--release", "" + Runtime.version().feature());
    Path arguments = Files.writeString(folder.resolve("file"), "-Dapp.mode='a b' -ea");
    List<String> lines =
        run(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Dapp.tool=1",
                "JDK_JAVA_OPTIONS", "--add-opens java.base/java.lang=ALL-UNNAMED",
                "_JAVA_OPTIONS", "-Dapp.last=1"),
            List.of(
                DEBUGGER,
                "-Dcom.sun.management.jmxremote.port=0",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-Xlog:gc:file=" + folder.resolve("gc.log"),
                "-XX:+UseParallelGC",
                "-Xmx100m",
                "-Duser.timezone=Asia/Tokyo",
                "-Duser.language=de",
                "-Duser.country=CH",
                "-Djava.library.path=" + folder,
                "--enable-preview",
                "@" + arguments));

    String seen = " Asia/Tokyo de_CH fr_FR a b yes 1 true true " + folder;
    String worker = "worker" + seen + " not managed";
    assertThat(lines).containsSubsequence("thread" + seen + " managed", worker, worker);
    assertThat(lines).filteredOn(line -> line.startsWith("worker")).hasSize(2);
    assertThat(lines).filteredOn(line -> line.contains("Picked up")).hasSize(3);
    assertThat(lines).filteredOn(line -> line.startsWith("Listening")).hasSize(1);
  }

  @Test
  void shouldGiveWayToTheEnvironmentAndToTheOptionsOfWorkers() throws Exception {
    compile();
    List<String> lines =
        run(
            Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC " + DEBUGGER),
            List.of("-Dapp.mode=prod"),
            "collectors");

    assertThat(lines).filteredOn(line -> line.startsWith("worker")).hasSize(2);
    assertThat(lines.get(lines.size() - 2)).contains("G1").contains(" prod ");
    assertThat(lines.get(lines.size() - 1)).contains("PS ").contains(" test ");
    assertThat(lines.subList(lines.size() - 2, lines.size()))
        .allMatch(line -> line.contains(" yes -XX:+UseG1GC]") && !line.contains("jdwp"));
  }
}
