package dev.headway.internal.terminal.settings;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What the user has said to Headway: the environment, in which a system property stands for each
 * variable of Headway's, {@code headway.progress} for {@code HEADWAY_PROGRESS}. The property wins,
 * since it was meant for this process alone.
 */
public final class Variables {

  private static final String PREFIX = "headway.";

  /** Set in worker processes, which show what they do in the process that they work for. */
  private static final String WORKER = "headway.worker";

  private Variables() {}

  /** What was said to this process. */
  public static Map<String, String> ofProcess() {
    return of(System.getenv(), System.getProperties());
  }

  /** The environment with the properties in it, both by their own name and by the variable's. */
  public static Map<String, String> of(Map<String, String> environment, Properties properties) {
    if (properties.getProperty(WORKER) != null) {
      return environment; // Whatever properties were handed on from the parent.
    }
    Map<String, String> all = new HashMap<>(environment);
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        all.put(name, properties.getProperty(name));
        all.put(variable(name), properties.getProperty(name));
      }
    }
    return Map.copyOf(all);
  }

  /** How the user has named a variable: for messages. */
  public static String name(Map<String, String> variables, String variable) {
    String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    return variables.containsKey(property) ? property : variable;
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
