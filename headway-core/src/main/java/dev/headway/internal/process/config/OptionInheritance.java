package dev.headway.internal.process.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What becomes in worker processes of an option that the program's JVM was given. */
public enum OptionInheritance {
  /** Says what code means or may do: workers have it too. */
  HANDED_ON,

  /** Sizes, tunes or watches one JVM. On the program's command line it is meant for that one. */
  ONE_JVM,

  /**
   * A port, a file or a debugger, which two cannot have: not handed on by the environment either.
   */
  EXCLUSIVE,

  /** Where classes are, and which is the first: Headway says it. */
  PLACE,

  /** Makes the java command do something else than run a program, or more than that. */
  COMMAND;

  private static final String BEGINNING = "-XX:";

  /** Whole options, or what comes before their value. */
  private static final Map<String, OptionInheritance> NAMES = new HashMap<>();

  /** Beginnings of options; the longest that fits counts. */
  private static final Map<String, OptionInheritance> BEGINNINGS = new HashMap<>();

  /** Names of those that begin with -XX, or their beginnings with a star. */
  private static final Map<String, OptionInheritance> FLAGS = new HashMap<>();

  static {
    put(NAMES, PLACE, "-cp -classpath --class-path -p --module-path -m --module -jar");
    put(NAMES, COMMAND, "-version --version -showversion --show-version -help --help -h -? -X");
    put(NAMES, COMMAND, "--help-extra --list-modules -d --describe-module --validate-modules");
    put(NAMES, COMMAND, "--dry-run --source --show-module-resolution");
    // Without it the class path may be given in a file, where it is long.
    put(NAMES, EXCLUSIVE, "--disable-@files");
    put(BEGINNINGS, COMMAND, "-splash: -XshowSettings -J");

    put(BEGINNINGS, EXCLUSIVE, "-agentlib: -agentpath: -javaagent: -Xrun -Xdebug -Xnoagent");
    put(BEGINNINGS, ONE_JVM, "-Xmx -Xms -Xmn -Xlog -Xshare -Xgc -Xincgc -Xconcgc -verbose -Xdock");
    put(BEGINNINGS, ONE_JVM, "-XstartOnFirstThread -Xprof -Xhprof -Xinternalversion");

    put(BEGINNINGS, EXCLUSIVE, "-Dcom.sun.management. -Dheadway.");
    put(BEGINNINGS, PLACE, "-Djava.class.path= -Djdk.module.");
    put(BEGINNINGS, ONE_JVM, "-Dsun.java. -Djdk.internal.javac. -Dsun.stdout. -Dsun.stderr.");
    put(BEGINNINGS, ONE_JVM, "-Dstdin.encoding= -Dstdout.encoding= -Dstderr.encoding=");

    put(FLAGS, ONE_JVM, "MaxHeapSize InitialHeapSize MinHeapSize SoftMaxHeapSize MaxRAM*");
    put(FLAGS, ONE_JVM, "MinRAM* InitialRAM* NewSize MaxNewSize NewRatio SurvivorRatio");
    put(FLAGS, ONE_JVM, "MinHeapFreeRatio MaxHeapFreeRatio AlwaysPreTouch AggressiveHeap");
    put(FLAGS, ONE_JVM, "AllocateHeapAt UsePerfData Print* Log* Trace* Verbose");
    put(FLAGS, ONE_JVM, "NativeMemoryTracking Flags SharedArchiveFile SharedClassListFile");
    put(FLAGS, ONE_JVM, "RecordDynamicDumpInfo AOTCache AOTMode ExitOnOutOfMemoryError");
    put(FLAGS, ONE_JVM, "CrashOnOutOfMemoryError OnOutOfMemoryError");
    put(FLAGS, EXCLUSIVE, "ManagementServer StartFlightRecording FlightRecorder*");
    put(FLAGS, EXCLUSIVE, "ArchiveClassesAtExit AutoCreateSharedArchive DumpLoadedClassList");
    put(FLAGS, EXCLUSIVE, "AOTConfiguration AOTCacheOutput PerfDataSaveFile PerfDataSaveToFile");
    put(FLAGS, EXCLUSIVE, "CRaC*");
  }

  private static void put(
      Map<String, OptionInheritance> table, OptionInheritance inheritance, String names) {
    for (String name : names.split(" ")) {
      table.put(name, inheritance);
    }
  }

  /** The inheritance of an option, with its value if it has one. */
  static OptionInheritance of(String option) {
    if (option.startsWith("-XX:")) {
      return ofFlag(option);
    }
    if (option.startsWith("-Xlog:")) {
      return ofLog(option);
    }
    if (option.startsWith("-Xloggc:")) {
      return isForEach(option) ? ONE_JVM : EXCLUSIVE;
    }
    int end = option.indexOf('=');
    OptionInheritance named = NAMES.get(end < 0 ? option : option.substring(0, end));
    return named != null ? named : longest(BEGINNINGS, option, "");
  }

  private static OptionInheritance ofFlag(String option) {
    String flag = flag(option);
    switch (flag) {
      case "ErrorFile", "ReplayDataFile" -> {
        return isForEach(option) ? HANDED_ON : EXCLUSIVE;
      }
      case "HeapDumpPath" -> {
        String path = option.substring(option.indexOf('=') + 1);
        return isForEach(path) || isDirectory(path) ? HANDED_ON : EXCLUSIVE;
      }
      default -> {}
    }
    if (isCollector(flag)) {
      return ONE_JVM;
    }
    if (option.endsWith("AOTMode=record") || option.endsWith("AOTMode=create")) {
      return EXCLUSIVE;
    }
    OptionInheritance named = FLAGS.get(flag);
    return named != null ? named : longest(FLAGS, flag, "*");
  }

  /** As in {@code -Xlog:gc*:file=name:decorators}; without {@code file=} it is a name too. */
  private static OptionInheritance ofLog(String option) {
    String[] parts = option.split(":", -1);
    boolean stream = parts.length < 3 || parts[2].matches("|stdout|stderr");
    return stream || isForEach(option) ? ONE_JVM : EXCLUSIVE;
  }

  /** Whether each process makes another name of it. */
  private static boolean isForEach(String name) {
    return name.contains("%p");
  }

  private static boolean isDirectory(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static OptionInheritance longest(
      Map<String, OptionInheritance> table, String option, String star) {
    for (int end = option.length(); end > 0; end--) {
      OptionInheritance inheritance = table.get(option.substring(0, end) + star);
      if (inheritance != null) {
        return inheritance;
      }
    }
    return HANDED_ON;
  }

  /** The name of an option that begins with -XX, or nothing. */
  public static String flag(String text) {
    if (!text.startsWith(BEGINNING)) {
      return "";
    }
    int begin = BEGINNING.length();
    if (text.startsWith("+", begin) || text.startsWith("-", begin)) {
      return text.substring(begin + 1);
    }
    int end = text.indexOf('=');
    return text.substring(begin, end < 0 ? text.length() : end);
  }

  /** Whether a flag of that name chooses a garbage collector. */
  public static boolean isCollector(String flag) {
    return flag.startsWith("Use")
        && flag.endsWith("GC")
        && !flag.equals("UseMaximumCompactionOnSystemGC");
  }
}
