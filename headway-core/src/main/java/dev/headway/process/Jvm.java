package dev.headway.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the JVM of a child is started.
 *
 * @param heap its largest heap in bytes, or 0 for its share of the machine's memory
 * @param options those of the user, which come after those that Headway gives
 * @param environment the variables that it has besides those of this JVM
 * @param directory its working directory, or null for that of this JVM
 */
record Jvm(
    long heap, List<String> options, Map<String, String> environment, @Nullable Path directory) {
  Jvm {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  static Jvm usual() {
    return new Jvm(0, List.of(), Map.of(), null);
  }

  /** Where the relative names of the child begin. */
  Path workingDirectory() {
    return (directory == null ? Path.of("") : directory).toAbsolutePath();
  }

  Jvm withHeap(long newHeap) {
    return new Jvm(newHeap, options, environment, directory);
  }

  Jvm withOptions(List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new Jvm(heap, all, environment, directory);
  }

  Jvm withVariable(String name, String value) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new Jvm(heap, options, all, directory);
  }

  Jvm withDirectory(Path newDirectory) {
    return new Jvm(heap, options, environment, newDirectory);
  }
}
