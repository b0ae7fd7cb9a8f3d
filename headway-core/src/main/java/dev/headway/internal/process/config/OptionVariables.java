package dev.headway.internal.process.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of the environment from which a JVM takes options. A worker has them as well, and
 * so have the programs that a task starts; only what two cannot have is taken out.
 *
 * @param tools the options in JAVA_TOOL_OPTIONS, which count least
 * @param launcher those in JDK_JAVA_OPTIONS, which come before those of a command
 * @param last those in _JAVA_OPTIONS, which have the last word
 */
public record OptionVariables(
    List<JvmOption> tools, List<JvmOption> launcher, List<JvmOption> last) {

  /**
   * Prepares the environment of a worker.
   *
   * @param set the variables that the user has set for workers: these stay as they are
   * @param directory where relative names begin
   */
  public static OptionVariables prepare(
      Map<String, String> environment, Set<String> set, Path directory) {
    List<List<JvmOption>> all = new ArrayList<>();
    for (String name : ParentOptions.VARIABLES) {
      List<JvmOption> options = options(environment.get(name), directory);
      if (!set.contains(name) && options.stream().anyMatch(OptionVariables::isExclusive)) {
        options = options.stream().filter(option -> !isExclusive(option)).toList();
        if (options.isEmpty()) {
          environment.remove(name);
        } else {
          List<String> words = options.stream().map(JvmOption::text).toList();
          environment.put(name, OptionParser.variable(words));
        }
      }
      all.add(options);
    }
    return new OptionVariables(all.get(0), all.get(1), all.get(2));
  }

  private static boolean isExclusive(JvmOption option) {
    return option.inheritance() == OptionInheritance.EXCLUSIVE;
  }

  /** What cannot be read is for the JVM to say. */
  private static List<JvmOption> options(@Nullable String value, Path directory) {
    List<String> words = OptionParser.ofVariable(value);
    try {
      return JvmOption.parse(OptionParser.expanded(words, directory));
    } catch (IOException | IllegalArgumentException e) {
      return List.of();
    }
  }
}
