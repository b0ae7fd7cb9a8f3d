package dev.headway.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command that starts a child JVM like this one: same java, class path and module path. */
final class JavaCommand {
  static final String DIRECTORY = "HEADWAY_WORKER_DIRECTORY";
  static final String TOKEN = "HEADWAY_WORKER_TOKEN";
  static final String MAX_RESULT = "HEADWAY_WORKER_MAX_RESULT";
  static final String RECYCLE_ABOVE = "HEADWAY_WORKER_RECYCLE_ABOVE";
  static final String NUMBER = "headway.worker";

  /** The kernel takes at most 128 KiB for one variable of the environment. */
  private static final int MAX_VARIABLE = 100_000;

  /** The last release that is known to have the options that follow. */
  private static final int SHARING = 25;

  /**
   * The classes of the JDK where their archive has them: moved elsewhere, as by default, each JVM
   * has a copy of its own of 7 MiB.
   */
  private static final List<String> SHARED =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");

  private JavaCommand() {}

  static ProcessBuilder child(
      Settings settings, int number, Nest nest, String token, CrashFile crashFile, OwnJar own)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder();
    List<String> command = builder.command();
    command.add(java());
    command.addAll(options());
    if (Runtime.version().feature() <= SHARING) {
      command.addAll(SHARED);
    }
    command.add(heap(settings));
    command.add(crashFile.option());
    command.addAll(settings.jvm().options());
    command.add("-D" + NUMBER + "=" + number);

    Module module = Processes.class.getModule();
    String classPath = absolute(own.classPath(), settings);
    builder.environment().put("HEADWAY_PROGRESS", "off");
    builder.environment().remove("HEADWAY_RECORD"); // It would begin the parent's file anew.
    builder.environment().putAll(settings.jvm().environment());
    builder.environment().remove("CLASSPATH");
    if (classPath.length() > MAX_VARIABLE) {
      nest.create();
      Files.writeString(nest.arguments(), "-cp " + quoted(classPath) + "\n");
      command.add("@" + nest.arguments());
    } else if (!classPath.isEmpty()) {
      builder.environment().put("CLASSPATH", classPath);
    }
    if (OwnJar.isModule()) {
      command.add("--module-path");
      command.add(absolute(System.getProperty("jdk.module.path", ""), settings));
      command.add("--add-modules");
      command.add(modules());
      command.add("-m");
      command.add(module.getName() + "/" + WorkerMain.class.getName());
    } else {
      command.add(WorkerMain.class.getName());
    }

    builder.environment().put(DIRECTORY, nest.directory().toString());
    builder.environment().put(TOKEN, token);
    own.tell(builder.environment());
    builder.environment().put(MAX_RESULT, Integer.toString(settings.maxResult()));
    builder.environment().put(RECYCLE_ABOVE, Long.toString(settings.recycleAbove()));
    Path directory = settings.jvm().directory();
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    return builder;
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static List<String> options() {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        // What the JVM itself has to say must not look like what a task printed.
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        "-XX:+DisplayVMOutputToStderr",
        // Without these a long counted loop holds up the halt that follows the parent's death.
        "-XX:+UseCountedLoopSafepoints",
        "-XX:LoopStripMiningIter=1000",
        "-Dfile.encoding=" + System.getProperty("file.encoding", "UTF-8"),
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8");
  }

  private static String heap(Settings settings) {
    return settings.jvm().heap() > 0
        ? "-Xmx" + settings.jvm().heap()
        : "-XX:MaxRAMPercentage=" + Math.round(settings.heapPercentage() * 1000) / 1000.0;
  }

  /** A path of classes as seen from the working directory of the child. */
  private static String absolute(String path, Settings settings) {
    if (settings.jvm().directory() == null || path.isEmpty()) {
      return path;
    }
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String java() throws IOException {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    for (String name : new String[] {"java", "java.exe"}) {
      if (Files.isExecutable(bin.resolve(name))) {
        return bin.resolve(name).toString();
      }
    }
    return ProcessHandle.current()
        .info()
        .command()
        .orElseThrow(
            () -> new IOException("There is no java in " + bin + " to start workers with."));
  }

  /** The modules of this JVM that do not come with the JDK, and the one that knows signals. */
  private static String modules() {
    List<String> names =
        ModuleLayer.boot().configuration().modules().stream()
            .filter(
                module ->
                    module.reference().location().filter(at -> !isJdk(at.getScheme())).isPresent())
            .map(module -> module.name())
            .collect(Collectors.toCollection(ArrayList::new));
    ModuleLayer.boot().findModule("jdk.unsupported").ifPresent(found -> names.add(found.getName()));
    return String.join(",", names);
  }

  private static boolean isJdk(String scheme) {
    return scheme.equals("jrt");
  }
}
