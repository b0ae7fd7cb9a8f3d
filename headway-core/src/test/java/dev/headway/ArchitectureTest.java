package dev.headway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the code that a reader relies on. */
class ArchitectureTest {
  /** Of each file, the tests too. */
  private static final int MAX_LINES = 350;

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.headway");

  @Test
  void shouldKeepTheArrows() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("api")
        .definedBy("dev.headway")
        .layer("scheduler")
        .definedBy("dev.headway.internal.scheduler")
        .layer("run")
        .definedBy("dev.headway.internal.run")
        .layer("work")
        .definedBy("dev.headway.work")
        .layer("progress")
        .definedBy(
            "dev.headway.progress",
            "dev.headway.internal.display",
            "dev.headway.internal.loop",
            "dev.headway.internal.progress")
        .layer("estimate")
        .definedBy("dev.headway.internal.estimate")
        .layer("process")
        .definedBy(
            "dev.headway.process",
            "dev.headway.internal.process",
            "dev.headway.internal.process.client",
            "dev.headway.internal.process.config",
            "dev.headway.internal.process.function",
            "dev.headway.internal.process.launch",
            "dev.headway.internal.process.worker")
        .layer("codec")
        .definedBy(
            "dev.headway.internal.process.codec",
            "dev.headway.internal.process.loader",
            "dev.headway.internal.process.protocol",
            "dev.headway.internal.process.proxy",
            "dev.headway.internal.process.wire")
        .layer("journal")
        .definedBy("dev.headway.internal.journal..", "dev.headway.internal.resume")
        .layer("terminal")
        .definedBy("dev.headway.terminal", "dev.headway.internal.terminal..")
        .layer("text")
        .definedBy("dev.headway.internal.text")
        .layer("time")
        .definedBy("dev.headway.internal.time")
        .layer("system")
        .definedBy("dev.headway.internal.system")
        .whereLayer("api")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("scheduler")
        .mayOnlyBeAccessedByLayers("api")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("api", "scheduler")
        .whereLayer("process")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("codec")
        .mayOnlyBeAccessedByLayers("api", "process")
        .whereLayer("journal")
        .mayOnlyBeAccessedByLayers("api", "run")
        .whereLayer("terminal")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("work")
        .mayOnlyBeAccessedByLayers("api", "scheduler", "run", "process", "codec", "journal")
        .whereLayer("progress")
        .mayOnlyBeAccessedByLayers("api", "scheduler", "run", "terminal")
        .whereLayer("estimate")
        .mayOnlyBeAccessedByLayers("progress")
        .whereLayer("text")
        .mayNotAccessAnyLayer()
        .whereLayer("time")
        .mayNotAccessAnyLayer()
        .whereLayer("system")
        .mayNotAccessAnyLayer()
        .because(
            "work and progress do not know each other, a run can be read without those that give it"
                + " its workers, and no backend and no view has a privilege over another's")
        .check(CORE);
  }

  @Test
  void shouldStandOnTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "dev.headway..", "org.jspecify.annotations")
                .or(primitives()))
        .because("a library that everybody can add must bring nothing along")
        .check(CORE);
  }

  private static DescribedPredicate<JavaClass> primitives() {
    return DescribedPredicate.describe(
        "primitives and their arrays", type -> type.getBaseComponentType().isPrimitive());
  }

  @Test
  void shouldShowTheseTypesAndNoMore() {
    Set<String> shown =
        CORE.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> !type.getPackageName().startsWith("dev.headway.internal."))
            .map(type -> type.getName().substring("dev.headway.".length()))
            .collect(Collectors.toSet());

    assertThat(shown)
        .as("every public type is a promise: add one here when it is meant")
        .containsExactlyInAnyOrder(
            "Display",
            "Job",
            "JobCancelledException",
            "JobException",
            "Journal",
            "Pool",
            "Progress",
            "Results",
            "RunReport",
            "SourceFailedException",
            "TaskFailedException",
            "Weigher",
            "process.Processes",
            "progress.Accuracy",
            "progress.ClusterUse",
            "progress.Counts",
            "progress.DefaultViewProvider",
            "progress.Forecast",
            "progress.Utilization",
            "progress.SubProgress",
            "progress.ProgressEvent",
            "progress.ProgressListener",
            "progress.Row",
            "progress.RunningTask",
            "progress.Snapshot",
            "progress.Summary",
            "progress.TaskEnd",
            "progress.Ticker",
            "progress.Unit",
            "progress.View",
            "progress.Weight",
            "terminal.BarView",
            "terminal.Feed",
            "terminal.JsonView",
            "terminal.PlainView",
            "terminal.Recording",
            "terminal.RecordingConverter",
            "terminal.RecordingFormat",
            "terminal.RecordingSettings",
            "terminal.TerminalViewProvider",
            "work.Backend",
            "work.Initializer",
            "work.JournalException",
            "work.TaskBatch",
            "work.CapturedOutput",
            "work.Outcome",
            "work.RemoteTaskException",
            "work.Serial",
            "work.BoundFunction",
            "work.ClusterReport",
            "work.StatefulFunction",
            "work.TaskFunction",
            "work.TaskProgress",
            "work.TaskProgressReporter",
            "work.Threads",
            "work.Worker",
            "work.WorkerCrashedException",
            "work.WorkerListener",
            "work.WorkerStartException",
            "work.StateFactory",
            "work.StateCache");
  }

  @Test
  void shouldHaveNoStaticMutableField() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("what all share, nobody can test or reason about")
        .check(CORE);
  }

  @Test
  void shouldTouchTheStandardStreamsInTheTerminalAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.headway.terminal", "dev.headway.internal.terminal..")
        .and()
        .haveSimpleNameNotStartingWith("WorkerMain")
        .and()
        .haveSimpleNameNotStartingWith("TaskLoop")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because(
            "a stray line destroys the bar, and a library prints nothing by itself; the two that are"
                + " named run in worker processes, whose streams are their own")
        .check(CORE);
  }

  @Test
  void shouldReadTheClockInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.headway.internal.time", "dev.headway.internal.process..")
        .should()
        .callMethod(System.class, "nanoTime")
        .because(
            "tests hold the time still, and stops of the program do not count; a worker process"
                + " notes the machine's time for its parent")
        .check(CORE);
  }

  @Test
  void shouldStartProcessesInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.headway.internal.system")
        .should()
        .callMethod(ProcessBuilder.class, "start")
        .because("a start without enough file descriptors must leave none open")
        .check(CORE);
  }

  @Test
  void shouldStartNoThreadInAConstructor() {
    constructors()
        .should(startNoThread())
        .because(
            "construction is cheap and silent; what runs is begun by a method and ended by one")
        .check(CORE);
  }

  private static ArchCondition<JavaConstructor> startNoThread() {
    return new ArchCondition<>("start no thread") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        constructor.getMethodCallsFromSelf().stream()
            .filter(
                call ->
                    (call.getTargetOwner().isAssignableTo(Thread.class)
                            && call.getName().equals("start"))
                        || (call.getTargetOwner().isAssignableTo(Executor.class)
                            && call.getName().matches("execute|submit|schedule.*|invoke.*|pre.*")))
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
      }
    };
  }

  @Test
  void shouldKeepFilesSmall() throws IOException {
    Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    List<Integer> sizes = new ArrayList<>();
    try (Stream<Path> files = Files.find(root, 32, (file, found) -> isSource(root, file))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        int lines = Files.readAllLines(file).size();
        assertThat(lines).as("lines of %s: one job each?", file).isLessThanOrEqualTo(MAX_LINES);
        sizes.add(lines);
      }
    }
    Collections.sort(sizes);
    assertThat(sizes.get(sizes.size() / 2)).as("median").isLessThan(130);
  }

  private static boolean isSource(Path root, Path file) {
    return root.relativize(file).toString().matches("[\\w-]+/src/.*\\.java");
  }

  /** {@code mvn verify} leaves out what has the tag, {@code -Pfaults} takes nothing else. */
  @Test
  void shouldRunEachTestInOneOfTwoBuilds() throws IOException {
    Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    Pattern tag = Pattern.compile("@Tag\\((.*?)\\)");
    Pattern test = Pattern.compile("^ +@(Parameterized|Repeated|Fault)?Test\\b", Pattern.MULTILINE);
    int tagged = 0;
    try (Stream<Path> files = Files.find(root, 32, (file, found) -> isTestOrModule(root, file))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String text = Files.readString(file);
        List<String> tags = tag.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(Set.of("\"faults\"")).as("tags of %s", file).containsAll(tags);
        assertThat(test.matcher(text).find() && !file.toString().matches(".*(Test|Contract).java"))
            .as("%s has tests, but not the name of a test: nobody runs them", file)
            .isFalse();
        assertThat(text)
            .as("%s: nobody runs this", file)
            .doesNotContainPattern("@(Disabled|EnabledIf)(?!OnOs)|<(excludedG|g)roups>");
        tagged += tags.size();
      }
    }
    assertThat(tagged).isPositive();
  }

  private static boolean isTestOrModule(Path root, Path file) {
    String name = root.relativize(file).toString();
    return !name.endsWith("ArchitectureTest.java")
        && name.matches("[\\w-]+/(src/.*\\.java|pom\\.xml)");
  }
}
