package dev.headway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where files stand: which packages there are, what they show, and what uses what. */
class LayoutTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.headway");

  private static final PackageGraph GRAPH = new PackageGraph(CORE);

  private static final String INTERNAL = "dev.headway.internal.";

  /** More files on top of one another than these are hard to follow. */
  private static final int MAX_FLOORS = 7;

  private static final String BEGIN = "<!-- packages -->";
  private static final String END = "<!-- end of packages -->";

  @Test
  void shouldHaveNoCircleOfFiles() {
    assertThat(GRAPH.circlesOfFiles()).as("files that can only be read together").isEmpty();
  }

  @Test
  void shouldHaveNoCircleOfPackages() {
    assertThat(GRAPH.circlesOfPackages()).as("packages that can only be read together").isEmpty();
  }

  @Test
  void shouldHaveFewFloors() {
    assertThat(GRAPH.longestChains())
        .as("the longest chain of files in each package")
        .allSatisfy((name, chain) -> assertThat(chain).as(name).hasSizeLessThan(MAX_FLOORS + 1));
  }

  @Test
  void shouldShowNoInternalTypeInTheApi() {
    Set<String> shown = new TreeSet<>();
    for (JavaClass type : CORE) {
      if (isApi(type)) {
        type.getRawSuperclass().ifPresent(each -> note(shown, type.getName(), each));
        type.getRawInterfaces().forEach(each -> note(shown, type.getName(), each));
        type.getCodeUnits().forEach(each -> noteTypes(shown, each));
        type.getFields().stream()
            .filter(LayoutTest::isVisible)
            .forEach(each -> note(shown, each.getFullName(), each.getRawType()));
      }
    }
    assertThat(shown).as("what a caller sees and cannot name").isEmpty();
  }

  private static boolean isApi(JavaClass type) {
    boolean open = type.getModifiers().contains(JavaModifier.PUBLIC);
    JavaClass outer = type.getEnclosingClass().orElse(null);
    return open && !type.getName().startsWith(INTERNAL) && (outer == null || isApi(outer));
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static void noteTypes(Set<String> shown, JavaCodeUnit unit) {
    if (isVisible(unit) && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)) {
      note(shown, unit.getFullName(), unit.getRawReturnType());
      unit.getRawParameterTypes().forEach(each -> note(shown, unit.getFullName(), each));
      unit.getExceptionTypes().forEach(each -> note(shown, unit.getFullName(), each.toErasure()));
    }
  }

  private static void note(Set<String> shown, String where, JavaClass type) {
    if (type.getBaseComponentType().getName().startsWith(INTERNAL)) {
      shown.add(where + " shows " + type.getName());
    }
  }

  @Test
  void shouldExportInternalsByNameOnly() throws IOException {
    ModuleDescriptor module;
    try (InputStream in =
        Files.newInputStream(base().resolve("target/classes/module-info.class"))) {
      module = ModuleDescriptor.read(in);
    }
    Set<String> api =
        GRAPH.packages().keySet().stream()
            .filter(each -> !each.startsWith(INTERNAL))
            .collect(Collectors.toSet());

    assertThat(module.exports().stream().filter(each -> !each.isQualified()))
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrderElementsOf(api);
  }

  /** With -Dheadway.architecture=write the picture is made anew instead. */
  @Test
  void shouldShowThePackagesAsTheyAre() throws IOException {
    Path page = base().resolve("../docs/architecture.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    String picture = "\n" + picture() + "\n";
    if ("write".equals(System.getProperty("headway.architecture"))) {
      Files.writeString(page, text.substring(0, begin) + picture + text.substring(end));
      return;
    }
    assertThat(text.substring(begin, end)).isEqualTo(picture);
  }

  private static Path base() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  /** What uses what, without the arrows that follow from others, as text for Mermaid. */
  private static String picture() {
    StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
    for (Map.Entry<String, Set<String>> each : GRAPH.packages().entrySet()) {
      String from = each.getKey();
      text.append("  ").append(id(from)).append("[\"").append(shortName(from)).append("\"]\n");
      each.getValue().stream()
          .filter(to -> each.getValue().stream().noneMatch(by -> !by.equals(to) && leads(by, to)))
          .forEach(
              to -> text.append("  ").append(id(from)).append(" --> ").append(id(to)).append('\n'));
    }
    return text.append("```").toString();
  }

  private static boolean leads(String from, String to) {
    return from.equals(to) || GRAPH.packages().get(from).stream().anyMatch(next -> leads(next, to));
  }

  private static String shortName(String name) {
    return name.equals("dev.headway") ? name : name.substring("dev.headway.".length());
  }

  private static String id(String name) {
    return shortName(name).replace('.', '_');
  }
}
