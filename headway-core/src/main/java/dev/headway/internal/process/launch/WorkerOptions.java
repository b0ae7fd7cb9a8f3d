package dev.headway.internal.process.launch;

import dev.headway.internal.process.client.CrashFile;
import dev.headway.internal.process.config.JvmConfig;
import dev.headway.internal.process.config.JvmOption;
import dev.headway.internal.process.config.OptionInheritance;
import dev.headway.internal.process.config.OptionVariables;
import dev.headway.internal.process.config.ParentOptions;
import dev.headway.internal.process.config.ProcessConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of a worker's JVM: what Headway thinks best, unless an option says otherwise; what
 * this JVM was told; and what the user says of workers.
 */
public final class WorkerOptions {
  /** The last release that is known to have the options that follow. */
  private static final int LAST_KNOWN_RELEASE = 25;

  /**
   * The classes of the JDK where their archive has them: moved elsewhere, as by default, each JVM
   * has a copy of its own of 7 MiB.
   */
  private static final List<String> ARCHIVE_OPTIONS =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

  private static final List<String> DEFAULT_OPTIONS =
      List.of(
          "-XX:-UsePerfData",
          "-XX:+DisplayVMOutputToStderr",
          // Without these a long counted loop holds up the halt that follows the parent's death.
          "-XX:+UseCountedLoopSafepoints",
          "-XX:LoopStripMiningIter=1000");

  /** What the JVM itself has to say must not look like what a task printed. */
  private static final List<String> SILENT = List.of("-Xlog:disable", "-Xlog:all=error:stderr");

  private static final Set<String> LARGEST =
      Set.of("MaxHeapSize", "MaxRAMFraction", "AggressiveHeap");

  private static final Set<String> SMALLEST = Set.of("InitialHeapSize", "MinHeapSize");

  private final ProcessConfig config;
  private final OptionVariables variables;
  private final List<JvmOption> inherited;
  private final List<JvmOption> ofImage;
  private final List<JvmOption> chosen;

  private WorkerOptions(
      ProcessConfig config,
      OptionVariables variables,
      List<JvmOption> inherited,
      List<JvmOption> ofImage,
      List<JvmOption> chosen) {
    this.config = config;
    this.variables = variables;
    this.inherited = inherited;
    this.ofImage = ofImage;
    this.chosen = chosen;
  }

  /**
   * Those for a worker with an environment, from which is taken what two JVMs cannot have.
   *
   * @throws IOException if a file of arguments cannot be read
   */
  static WorkerOptions of(ProcessConfig config, ParentOptions own, Map<String, String> environment)
      throws IOException {
    JvmConfig jvm = config.jvm();
    Path directory = jvm.workingDirectory();
    OptionVariables variables =
        OptionVariables.prepare(environment, jvm.environment().keySet(), directory);
    return new WorkerOptions(
        config,
        variables,
        jvm.inherits() ? inherited(own, jvm) : List.of(),
        own.ofImage(),
        jvm.parsed());
  }

  private static List<JvmOption> inherited(ParentOptions own, JvmConfig jvm) {
    return own.handedOn().stream()
        .filter(option -> jvm.directory() == null || !option.property().equals("user.dir"))
        .toList();
  }

  /** Where the worker describes its crash, which is one of its options. */
  CrashFile crashFile() {
    List<String> texts = allGiven().map(JvmOption::text).toList();
    return CrashFile.of(texts, config.jvm().workingDirectory());
  }

  /** As words of a command. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (collector() == null) {
      words.add("-XX:+UseSerialGC");
    }
    addUnlessGiven(words, DEFAULT_OPTIONS);
    if (Runtime.version().feature() <= LAST_KNOWN_RELEASE) {
      addUnlessGiven(words, ARCHIVE_OPTIONS);
    }
    if (beforeCommand().noneMatch(JvmOption::isLogging)) {
      words.addAll(SILENT);
    }
    words.add("-Dfile.encoding=" + System.getProperty("file.encoding", "UTF-8"));
    words.add("-Dstdout.encoding=UTF-8");
    words.add("-Dstderr.encoding=UTF-8");
    words.addAll(heap());
    words.add(crashFile().option());
    Stream.concat(inherited.stream(), chosen.stream()).map(JvmOption::text).forEach(words::add);
    words.addAll(otherCollectorsOff());
    return words;
  }

  /** The system properties of which the options for workers alone speak. */
  Set<String> chosenProperties() {
    Set<String> names = new HashSet<>();
    List<List<JvmOption>> all =
        List.of(variables.tools(), variables.launcher(), variables.last(), chosen);
    for (int i = 0; i < all.size(); i++) {
      boolean forWorkers =
          i == ParentOptions.VARIABLES.size()
              || config.jvm().environment().containsKey(ParentOptions.VARIABLES.get(i));
      all.get(i).stream().filter(option -> forWorkers).map(JvmOption::property).forEach(names::add);
    }
    return names;
  }

  /** What counts less than the words of the command. */
  private Stream<JvmOption> beforeCommand() {
    return Stream.of(ofImage, variables.tools(), variables.launcher()).flatMap(List::stream);
  }

  /** All options that are given, the last counts. */
  private Stream<JvmOption> allGiven() {
    return Stream.of(
            beforeCommand(), inherited.stream(), chosen.stream(), variables.last().stream())
        .flatMap(stream -> stream);
  }

  private void addUnlessGiven(List<String> words, List<String> options) {
    for (String option : options) {
      if (allGiven().noneMatch(other -> other.flag().equals(OptionInheritance.flag(option)))) {
        words.add(option);
      }
    }
  }

  /** The one that was chosen last, as the name of its flag, or null. */
  private @Nullable String collector() {
    return allGiven()
        .map(WorkerOptions::collectorOf)
        .filter(flag -> !flag.isEmpty())
        .reduce((first, second) -> second)
        .orElse(allGiven().anyMatch(it -> it.text().equals("-XX:-UseSerialGC")) ? "" : null);
  }

  private static String collectorOf(JvmOption option) {
    String flag = option.flag();
    return option.text().startsWith("-XX:+") && OptionInheritance.isCollector(flag) ? flag : "";
  }

  /** A JVM refuses to start with two. */
  private List<String> otherCollectorsOff() {
    String last = collector();
    return allGiven()
        .map(WorkerOptions::collectorOf)
        .filter(flag -> !flag.isEmpty() && !flag.equals(last))
        .distinct()
        .map(flag -> "-XX:-" + flag)
        .toList();
  }

  /** A share of the memory in the environment is for all workers together. */
  private List<String> heap() {
    long bytes = config.jvm().heap();
    if (bytes > 0) {
      boolean begins = beforeCommand().anyMatch(it -> isSize(it, "-Xms", SMALLEST));
      return begins ? List.of("-Xms0", "-Xmx" + bytes) : List.of("-Xmx" + bytes);
    }
    if (allGiven().anyMatch(it -> isSize(it, "-Xmx", LARGEST)) || shares(chosen.stream()) != null) {
      return List.of();
    }
    Double ofAll = shares(beforeCommand());
    double share = ofAll == null ? ProcessConfig.ALL_HEAPS : ofAll;
    return List.of("-XX:MaxRAMPercentage=" + Math.round(share / config.workers() * 1000) / 1000.0);
  }

  private static boolean isSize(JvmOption option, String beginning, Set<String> flags) {
    return option.text().startsWith(beginning) || flags.contains(option.flag());
  }

  private static @Nullable Double shares(Stream<JvmOption> options) {
    return options
        .filter(option -> option.flag().equals("MaxRAMPercentage"))
        .map(JvmOption::value)
        .map(WorkerOptions::number)
        .filter(value -> value > 0)
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0; // The JVM will say so.
    }
  }
}
