package dev.headway.internal.process.config;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * The options that this JVM was given, besides those of the environment: its workers have that too.
 * Read once, since they never change.
 *
 * @param given those of its command, and of the manifest of its jar
 * @param ofImage those that its runtime image gives to each JVM
 */
public record ParentOptions(List<JvmOption> given, List<JvmOption> ofImage) {
  /** Those of the environment, in the order in which a JVM hears them. */
  public static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final class Holder {
    static final ParentOptions OPTIONS = read();
  }

  public static ParentOptions get() {
    return Holder.OPTIONS;
  }

  private static ParentOptions read() {
    List<String> words = new ArrayList<>(ofManifest());
    try {
      words.addAll(ofCommand());
    } catch (IOException | RuntimeException e) {
      words.addAll(ofManagement());
    }
    return new ParentOptions(absolute(parsed(words)), parsed(ofImageItself()));
  }

  private static List<JvmOption> parsed(List<String> words) {
    return words.stream().filter(word -> word.startsWith("-")).map(JvmOption::of).toList();
  }

  /**
   * Those of the command, by which Linux knows this process. Management would tell too, but takes
   * longer to load than a worker to start.
   *
   * @throws IOException if it is no java command, or not whole any more
   */
  private static List<String> ofCommand() throws IOException {
    Path file = Path.of("/proc/self/cmdline");
    if (!Files.isReadable(file)) {
      throw new IOException("This system has no such file.");
    }
    return ofCommand(List.of(OptionParser.read(file).split("\0", -1)), Path.of(""));
  }

  /** The options in a command of java, each one word. */
  static List<String> ofCommand(List<String> command, Path directory) throws IOException {
    if (command.isEmpty() || !Path.of(command.get(0)).endsWith("java")) {
      throw new IOException("Its options may come from elsewhere.");
    }
    List<String> words = List.of();
    List<String> rest = command.subList(1, command.size());
    int end = endOfOptions(rest);
    if (end > 0) {
      // What follows the main class is not for the java command, not even if it begins with @.
      List<String> plain = rest.subList(0, end);
      int last = plain.indexOf("--disable-@files");
      int expandable = last < 0 ? plain.size() : last;
      words = new ArrayList<>(OptionParser.expanded(plain.subList(0, expandable), directory));
      words.addAll(plain.subList(expandable, plain.size()));
      words = words.subList(0, endOfOptions(words));
    }
    List<String> options = new ArrayList<>();
    for (String word : JvmOption.joined(words)) {
      if (OptionInheritance.flag(word).equals("VMOptionsFile")) {
        String name = word.substring(word.indexOf('=') + 1);
        options.addAll(OptionParser.ofVariable(OptionParser.read(directory.resolve(name))));
      } else {
        options.add(word);
      }
    }
    return options;
  }

  /** Where the main class, or what names it, stands. */
  private static int endOfOptions(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (JvmOption.isPair(word)) {
        i++;
      } else if (List.of("-jar", "-m", "--module").contains(word)
          || word.startsWith("--module=")
          || !(word.startsWith("-") || word.startsWith("@"))) {
        return i;
      }
    }
    return words.size();
  }

  /** What the JVM itself says, where the module for it is there; without those of variables. */
  private static List<String> ofManagement() {
    List<String> all;
    try {
      all = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    } catch (LinkageError | RuntimeException e) {
      return List.of();
    }
    for (String name : VARIABLES) {
      for (String word : joined(OptionParser.ofVariable(System.getenv(name)))) {
        int at = name.startsWith("_") ? all.lastIndexOf(word) : all.indexOf(word);
        if (at >= 0) {
          all.remove(at);
        }
      }
    }
    return all;
  }

  private static List<String> joined(List<String> words) {
    try {
      List<String> all = OptionParser.expanded(words, Path.of(""));
      return JvmOption.parse(all).stream().map(JvmOption::text).toList();
    } catch (IOException | IllegalArgumentException e) {
      return words;
    }
  }

  /** What {@code java -jar} takes from the jar, as options. */
  private static List<String> ofManifest() {
    String classPath = System.getProperty("java.class.path", "");
    String command = System.getProperty("sun.java.command", "");
    if (classPath.isEmpty() || !(command + ' ').startsWith(classPath + ' ')) {
      return List.of();
    }
    try (JarFile jar = new JarFile(classPath)) {
      return Optional.ofNullable(jar.getManifest())
          .map(manifest -> ofManifest(manifest.getMainAttributes()))
          .orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  static List<String> ofManifest(Attributes attributes) {
    List<String> options = new ArrayList<>();
    for (String kind : List.of("Exports", "Opens")) {
      for (String name : OptionParser.ofVariable(attributes.getValue("Add-" + kind))) {
        options.add(
            "--add-" + kind.toLowerCase(java.util.Locale.ROOT) + "=" + name + "=ALL-UNNAMED");
      }
    }
    String access = attributes.getValue("Enable-Native-Access");
    if (access != null && Runtime.version().feature() >= 22) {
      options.add("--enable-native-access=" + access.strip());
    }
    return options;
  }

  /** Of an image that was linked with {@code --add-options}. A JDK has none. */
  private static List<String> ofImageItself() {
    if (Files.exists(Path.of(System.getProperty("java.home"), "bin", "javac"))) {
      return List.of();
    }
    try {
      Path file = Path.of(URI.create("jrt:/java.base/jdk/internal/vm/options"));
      return Files.exists(file) ? OptionParser.ofVariable(Files.readString(file)) : List.of();
    } catch (IOException | FileSystemNotFoundException | InvalidPathException e) {
      return List.of();
    }
  }

  /** Workers may have another working directory. */
  private static List<JvmOption> absolute(List<JvmOption> options) {
    return options.stream().map(option -> JvmOption.of(absolute(option.text()))).toList();
  }

  static String absolute(String option) {
    for (String begin :
        List.of("--upgrade-module-path=", "-Xbootclasspath/a:", "-Djava.library.path=")) {
      if (option.startsWith(begin)) {
        return begin + absolutePath(option.substring(begin.length()));
      }
    }
    boolean patch = option.startsWith("--patch-module=");
    boolean file = option.matches("-XX:(ErrorFile|HeapDumpPath|ReplayDataFile|Comp\\w+File)=.*");
    int begin = patch ? option.indexOf('=', option.indexOf('=') + 1) : option.indexOf('=');
    if ((patch || file) && begin > 0) {
      return option.substring(0, begin + 1) + absolutePath(option.substring(begin + 1));
    }
    return option;
  }

  /** Each entry of a path as seen from everywhere. */
  public static String absolutePath(String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Those that workers have too. */
  public List<JvmOption> handedOn() {
    return given.stream().filter(ParentOptions::isHandedOn).toList();
  }

  /**
   * System properties are told to workers as they are when a worker starts; on its command, where
   * others on this machine can read them, are those alone that a JVM heeds before it can be told.
   */
  private static boolean isHandedOn(JvmOption option) {
    if (option.inheritance() != OptionInheritance.HANDED_ON) {
      return false;
    }
    String property = option.property();
    return property.isEmpty() || InheritedProperties.isEarly(property);
  }
}
