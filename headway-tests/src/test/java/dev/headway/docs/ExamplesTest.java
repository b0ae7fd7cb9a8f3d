package dev.headway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.Pool;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

  private static final Pattern IN_PAGE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern IN_JAVADOC =
      Pattern.compile("(?s)<pre>\\{@code(.*?)\\n \\* }</pre>");

  /** What a reader of the front page comes to first. */
  private static final Set<String> DOCUMENTED =
      Set.of(
          "Job.java",
          "JobException.java",
          "Journal.java",
          "Outcome.java",
          "Pool.java",
          "Processes.java",
          "Progress.java",
          "Results.java",
          "RunReport.java",
          "Serial.java",
          "Threads.java",
          "package-info.java");

  /** What the examples take for given. */
  private static final String GIVEN =
      """
      import dev.headway.*;
      import dev.headway.process.*;
      import dev.headway.progress.*;
      import dev.headway.terminal.*;
      import dev.headway.work.*;
      import dev.headway.work.Serial;
      import java.io.*;
      import java.nio.file.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.stream.*;

      abstract class %s {
        boolean yes;
        Pool pool;
        Results<Path, String> results;
        List<Integer> inputs;
        List<Path> files;
        List<String> urls, words;
        Path path, file;
        long totalBytes, sent;
        List<Integer> all;
        List<Order> orders;
        TaskFunction<Integer, Integer> function;
        Executor executor;
        ThreadGroup group;
        static final ThreadLocal<String> CURRENT_USER = new ThreadLocal<>();

        static class Demo { static int slowAddOne(int x) { return x; } }
        static class Primes { static boolean isPrime(int x) { return true; } }
        static class Hash { static String sha256(Path file) throws IOException { return ""; } }
        record Order(String id) {}
        static class Shop { static int send(Order order) { return 1; } }
        static class Page { static String fetch(String url) throws IOException { return ""; } }
        static class Thumbnail implements Serializable {
          static Thumbnail render(Path file) throws IOException { return new Thumbnail(); }
        }
        static class Model implements AutoCloseable {
          static Model load(Path path) { return new Model(); }
          static void load() {}
          double score(Path file) { return 0; }
          public void close() {}
        }
        static void note(Object any) {}
        static void use(Object any) {}
        static void read(InputStream in) {}
        static String hash(InputStream in) { return ""; }
        static void index(Path file) {}
        static boolean interesting(String line) { return true; }
        static boolean enough(boolean prime) { return true; }
        static boolean found(Path file) { return true; }

        Object run() throws Exception {
          if (yes) {
      %s
          }
          return null;
        }
      }
      """;

  @TempDir Path classes;

  @Test
  void shouldCompileAllOfReadme() {
    List<String> examples = examples(IN_PAGE, Sources.read("README.md"));
    assertThat(examples).hasSizeGreaterThan(8);
    assertThat(errors(examples)).isEmpty();
  }

  @Test
  void shouldCompileAllOfTheJavadocThatReadmeLeadsTo() {
    List<String> examples = new ArrayList<>();
    for (Path file : Sources.java()) {
      if (DOCUMENTED.contains(String.valueOf(file.getFileName()))) {
        examples.addAll(examples(IN_JAVADOC, Sources.read(file).replaceAll("(?m)^ +\\*", " *")));
      }
    }
    assertThat(examples).hasSizeGreaterThan(15);
    assertThat(errors(examples)).isEmpty();
  }

  private static List<String> examples(Pattern place, String text) {
    List<String> examples = new ArrayList<>();
    for (Matcher found = place.matcher(text); found.find(); ) {
      examples.add(found.group(1).replaceAll("(?m)^ \\*", "").replace("{ ... }", "{ }"));
    }
    return examples;
  }

  /** What the compiler says of them: nothing, as they should be. */
  private String errors(List<String> examples) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> units = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      String name = "Example" + i;
      units.add(new SourceUnit(name, GIVEN.formatted(name, statement(examples.get(i)))));
    }
    String core = String.valueOf(Pool.class.getProtectionDomain().getCodeSource().getLocation());
    List<String> options =
        List.of(
            "-nowarn",
            "-Xlint:none",
            "-cp",
            Path.of(URI.create(core)).toString(),
            "-d",
            "" + classes);
    StringWriter said = new StringWriter();
    boolean good = compiler.getTask(said, null, null, options, null, units).call();
    return good ? "" : said.toString();
  }

  /** An example may be an expression alone. */
  private static String statement(String example) {
    String code = example.replaceAll("(?m) *//.*$", "").strip();
    return code.endsWith(";") || code.endsWith("}") ? code : "use(" + code + ");";
  }
}
