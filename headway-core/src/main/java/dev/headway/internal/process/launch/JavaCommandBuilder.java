package dev.headway.internal.process.launch;

import dev.headway.internal.process.config.OptionParser;
import dev.headway.internal.process.config.ParentOptions;
import dev.headway.internal.process.config.ProcessConfig;
import dev.headway.internal.process.protocol.SocketDirectory;
import dev.headway.internal.process.protocol.WorkerProtocol;
import dev.headway.internal.process.worker.WorkerMain;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command that starts a worker JVM like this one: same java, class path and module path. */
public final class JavaCommandBuilder {
  /** The kernel takes at most 128 KiB for one variable of the environment. */
  private static final int MAX_VARIABLE = 100_000;

  private JavaCommandBuilder() {}

  /** A process with the environment of this JVM, and what the user gives to workers. */
  static ProcessBuilder process(ProcessConfig config) {
    ProcessBuilder builder = new ProcessBuilder();
    builder.environment().put("HEADWAY_PROGRESS", "off");
    builder.environment().remove("HEADWAY_RECORD"); // It would begin the parent's file anew.
    builder.environment().remove("HEADWAY_FEED"); // The parent's feed has its progress.
    builder.environment().putAll(config.jvm().environment());
    return builder;
  }

  /**
   * Gives a builder the command of a worker.
   *
   * @param options those of its JVM
   */
  static void complete(
      ProcessBuilder builder,
      ProcessConfig config,
      int number,
      SocketDirectory socketDirectory,
      String token,
      HeadwayJar headwayJar,
      List<String> options)
      throws IOException {
    List<String> command = builder.command();
    command.add(java());
    command.addAll(options);
    command.add("-D" + WorkerProtocol.NUMBER + "=" + number);

    Module module = JavaCommandBuilder.class.getModule();
    String classPath = absolute(headwayJar.classPath(), config);
    Map<String, String> variables = builder.environment();
    variables.remove("CLASSPATH");
    if (classPath.length() > MAX_VARIABLE) {
      socketDirectory.create();
      Files.writeString(
          socketDirectory.arguments(), "-cp " + OptionParser.quoted(classPath) + "\n");
      command.add("@" + socketDirectory.arguments());
    } else if (!classPath.isEmpty()) {
      variables.put("CLASSPATH", classPath);
    }
    String modulePath = System.getProperty("jdk.module.path", "");
    if (!modulePath.isEmpty()) {
      command.add("--module-path=" + absolute(modulePath, config));
    }
    if (HeadwayJar.isModule() || System.getProperty("jdk.module.main") != null) {
      String names = modules();
      if (!names.isEmpty()) {
        command.add("--add-modules=" + names);
      }
    }
    if (HeadwayJar.isModule()) {
      command.add("-m");
      command.add(module.getName() + "/" + WorkerMain.class.getName());
    } else {
      command.add(WorkerMain.class.getName());
    }

    variables.put(WorkerProtocol.DIRECTORY, socketDirectory.directory().toString());
    variables.put(WorkerProtocol.TOKEN, token);
    headwayJar.describeTo(variables);
    variables.put(WorkerProtocol.MAX_RESULT, Long.toString(config.maxResult()));
    variables.put(WorkerProtocol.RECYCLE_ABOVE, Long.toString(config.recycleAbove()));
    Path directory = config.jvm().directory();
    if (directory != null) {
      builder.directory(directory.toFile());
    }
  }

  /**
   * Finds out what would keep each worker from starting.
   *
   * @throws IOException if there is something; the message says what
   */
  static void check(ProcessConfig config) throws IOException {
    java();
    Path directory = config.jvm().directory();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new IOException("Their working directory " + directory + " is no directory.");
    }
  }

  /** A path of classes as seen from the working directory of the worker. */
  private static String absolute(String path, ProcessConfig config) {
    if (config.jvm().directory() == null || path.isEmpty()) {
      return path;
    }
    return ParentOptions.absolutePath(path);
  }

  private static String java() throws IOException {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    for (String name : new String[] {"java", "java.exe"}) {
      if (Files.isExecutable(bin.resolve(name))) {
        return bin.resolve(name).toString();
      }
    }
    // Whatever else started this program would start it again.
    throw new IOException(
        "There is no java command in "
            + bin
            + ", with which they are started. A runtime image has it unless it was linked with"
            + " --strip-native-commands, as jpackage does by itself. Build it with: jpackage"
            + " --jlink-options \"--strip-debug --no-man-pages --no-header-files\" …");
  }

  /** The modules of this JVM that do not belong to the JDK, and the one that knows signals. */
  private static String modules() {
    List<String> names =
        ModuleLayer.boot().configuration().modules().stream()
            .map(ResolvedModule::reference)
            .filter(module -> !isOfJdk(module))
            .map(module -> module.descriptor().name())
            .collect(Collectors.toCollection(ArrayList::new));
    ModuleFinder.ofSystem()
        .find("jdk.unsupported")
        .ifPresent(found -> names.add(found.descriptor().name()));
    return String.join(",", names);
  }

  /** In a runtime image the modules of a program lie beside those of the JDK. */
  private static boolean isOfJdk(ModuleReference module) {
    String name = module.descriptor().name();
    boolean named = name.startsWith("java.") || name.startsWith("jdk.");
    return named && module.location().filter(at -> !at.getScheme().equals("jrt")).isEmpty();
  }
}
