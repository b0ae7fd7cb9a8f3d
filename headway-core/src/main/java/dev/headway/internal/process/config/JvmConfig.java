package dev.headway.internal.process.config;

import dev.headway.internal.text.UserText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the JVM of a worker is started.
 *
 * @param heap its largest heap in bytes, or 0 for its share of the machine's memory
 * @param options those of the user, which come after those that Headway gives
 * @param environment the variables that it has besides those of this JVM
 * @param directory its working directory, or null for that of this JVM
 * @param inherits whether it is told what this JVM was told: options, properties, locale, time zone
 */
public record JvmConfig(
    long heap,
    List<String> options,
    Map<String, String> environment,
    @Nullable Path directory,
    boolean inherits) {
  static final long MIN_HEAP = 8L << 20;

  public JvmConfig {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  static JvmConfig usual() {
    return new JvmConfig(0, List.of(), Map.of(), null, true);
  }

  /** Where the relative names of the worker begin. */
  public Path workingDirectory() {
    return (directory == null ? Path.of("") : directory).toAbsolutePath();
  }

  /**
   * With another heap.
   *
   * @throws IllegalArgumentException if it is too small for any program
   */
  public JvmConfig withHeap(long newHeap) {
    if (newHeap < MIN_HEAP) {
      throw new IllegalArgumentException(
          "A worker process needs a heap of at least 8 MiB, not " + newHeap + ".");
    }
    return new JvmConfig(newHeap, options, environment, directory, inherits);
  }

  /**
   * Those of the user, with what is in files of arguments.
   *
   * @throws IOException if such a file cannot be read, or has something else in it
   */
  public List<JvmOption> parsed() throws IOException {
    try {
      return checked(OptionParser.expanded(options, workingDirectory()));
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file of arguments " + UserText.message(e) + ".", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(UserText.message(e), e);
    }
  }

  private static List<JvmOption> checked(List<String> words) {
    List<JvmOption> parsed = JvmOption.parse(words);
    for (JvmOption option : parsed) {
      switch (option.inheritance()) {
        case PLACE ->
            throw new IllegalArgumentException(
                "This is not for jvmOptions: "
                    + option.shown()
                    + ". The class path and the module path of a worker process are those of this"
                    + " JVM, and its main class is Headway's.");
        case COMMAND ->
            throw new IllegalArgumentException(
                "This is not for jvmOptions: "
                    + option.shown()
                    + ". It makes the java command do something else than run a worker.");
        default -> {}
      }
      if (option.text().matches("(-X[msn]|-XX:[+-]|-ea|-da|-esa).*\\s.*")) {
        throw new IllegalArgumentException(
            "These are several options: "
                + option.text()
                + ". Give each as an argument of its own.");
      }
    }
    return parsed;
  }

  /**
   * With more options.
   *
   * @throws IllegalArgumentException if one is none, or is not for workers
   */
  public JvmConfig withOptions(List<String> more) {
    checked(more.stream().filter(word -> !word.startsWith("@")).toList());
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new JvmConfig(heap, all, environment, directory, inherits);
  }

  /**
   * With another variable.
   *
   * @throws IllegalArgumentException if it cannot be one, or Headway needs it
   */
  public JvmConfig withVariable(String name, String value) {
    if (name.isEmpty() || (name + value).indexOf(0) >= 0 || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException(
          "This cannot be a variable of the environment: " + name + ".");
    }
    if (name.equals("CLASSPATH") || name.startsWith("HEADWAY_WORKER_")) {
      throw new IllegalArgumentException("Headway sets this variable itself: " + name + ".");
    }
    Map<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new JvmConfig(heap, options, all, directory, inherits);
  }

  public JvmConfig withDirectory(Path newDirectory) {
    return new JvmConfig(heap, options, environment, newDirectory, inherits);
  }

  public JvmConfig withInheritance(boolean newInherits) {
    return new JvmConfig(heap, options, environment, directory, newInherits);
  }

  /** Without what may be a secret. */
  @Override
  public String toString() {
    return options.stream().map(JvmOption::redacted).toList() + " " + environment.keySet();
  }
}
