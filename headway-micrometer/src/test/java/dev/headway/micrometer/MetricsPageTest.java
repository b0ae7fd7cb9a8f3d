package dev.headway.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example of the page on metrics, and of this module's Javadoc, compiles. */
class MetricsPageTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Pattern IN_PAGE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern IN_JAVADOC =
      Pattern.compile("(?s)<pre>\\{@code(.*?)\\n *\\* }</pre>");

  /** What an example takes for given that is no class of its own. */
  private static final String GIVEN =
      """
      import dev.headway.*;
      import dev.headway.micrometer.*;
      import dev.headway.progress.*;
      import dev.headway.terminal.*;
      import dev.headway.work.*;
      import io.micrometer.core.instrument.MeterRegistry;
      import java.util.*;

      abstract class %s {
        Pool pool;
        MeterRegistry registry;
        HeadwayMetrics metrics;
        List<String> files;
        static class Hash { static String sha256(String file) { return ""; } }

        void run() throws Exception {
      %s
        }
      }
      """;

  private static final Pattern TYPE = Pattern.compile("(?m)^(?:final )?class (\\w+)");

  @TempDir private Path classes;

  @Test
  void shouldCompileEveryExample() throws IOException {
    List<String> examples =
        new ArrayList<>(examples(IN_PAGE, MODULE.resolveSibling("docs/metrics.md")));
    assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
    for (String name : List.of("HeadwayMetrics", "package-info")) {
      Path source = MODULE.resolve("src/main/java/dev/headway/micrometer/" + name + ".java");
      List<String> found = examples(IN_JAVADOC, source);
      assertThat(found).as("examples of %s", name).isNotEmpty();
      found.forEach(example -> examples.add(example.replaceAll("(?m)^ *\\* ?", "")));
    }
    assertThat(errors(examples)).isEmpty();
  }

  private static List<String> examples(Pattern place, Path file) throws IOException {
    Matcher found = place.matcher(Files.readString(file));
    return found.results().map(example -> example.group(1)).toList();
  }

  private String errors(List<String> examples) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> units = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      String example = examples.get(i);
      Matcher type = TYPE.matcher(example);
      String name = type.find() ? type.group(1) : "Example" + i;
      String text =
          name.startsWith("Example")
              ? GIVEN.formatted(name, example.replaceAll("(?m) *//.*$", ""))
              : example;
      units.add(new Unit(name, text));
    }
    List<String> options =
        List.of(
            "-nowarn",
            "-Xlint:none",
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString());
    StringWriter said = new StringWriter();
    boolean good = compiler.getTask(said, null, null, options, null, units).call();
    return good ? "" : said.toString();
  }

  private static final class Unit extends SimpleJavaFileObject {
    private final String text;

    Unit(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
