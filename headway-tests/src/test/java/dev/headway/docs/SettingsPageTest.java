package dev.headway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

  private static final String PAGE = "docs/settings.md";

  /** What a source looks up by a name in one word, such as TERM. */
  private static final Pattern LOOKUP =
      Pattern.compile("(?:getenv|nvironment\\.(?:getOrDefault|containsKey))\\(\\s*\"(\\w+)\"");

  private static final Pattern VARIABLE =
      Pattern.compile("_?(?!SIG_|HEADWAY_WORKER_$)[A-Z]+(_[A-Z]+)+_?|LANG|CLASSPATH");
  private static final Pattern PROPERTY =
      Pattern.compile("headway\\.(?!jar)[a-z.]+[a-z]|java\\.io\\.tmpdir");
  private static final Pattern IN_SHELL = Pattern.compile("\\$\\{?([A-Z][A-Z_]+[A-Z])");

  /** The names in the first cell of a row of a table. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| *(`[^|]*`) *\\|");

  private static final Pattern NAME = Pattern.compile("`(\\w*[A-Z.][\\w.]*)`");

  @Test
  void shouldNameEveryVariableAndPropertyThatTheSourcesRead() {
    assertThat(onPage()).containsAll(inSources());
  }

  @Test
  void shouldNameNothingThatTheSourcesDoNotRead() {
    Set<String> strange = onPage();
    strange.removeAll(inSources());
    assertThat(strange).as("names in %s that no source reads", PAGE).isEmpty();
  }

  @Test
  void shouldNameTheSystemPropertyBesideEachVariable() {
    String page = Sources.read(PAGE);
    for (String name : inSources()) {
      if (name.startsWith("HEADWAY_") && !name.matches("HEADWAY_(WORKER|MAVEN)_.*")) {
        String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
        assertThat(page).contains("| `" + name + "` | `" + property + "` |");
      }
    }
  }

  private static Set<String> inSources() {
    Set<String> names = new TreeSet<>();
    for (Path file : Sources.java()) {
      String source = Sources.read(file);
      for (Matcher lookup = LOOKUP.matcher(source); lookup.find(); ) {
        names.add(lookup.group(1));
      }
      for (String literal : Sources.literals(source)) {
        if (VARIABLE.matcher(literal).matches() || PROPERTY.matcher(literal).matches()) {
          names.add(literal);
        }
      }
    }
    for (String script : List.of("headway", "launcher/build.sh", "examples/run")) {
      for (Matcher use = IN_SHELL.matcher(Sources.read(script)); use.find(); ) {
        names.add(use.group(1));
      }
    }
    return names;
  }

  private static Set<String> onPage() {
    Set<String> names = new TreeSet<>();
    for (Matcher row = ROW.matcher(Sources.read(PAGE)); row.find(); ) {
      for (Matcher name = NAME.matcher(row.group(1)); name.find(); ) {
        names.add(name.group(1));
      }
    }
    return names;
  }
}
