package dev.headway.internal.terminal.settings;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of the user: the environment, in which a system property can replace each variable
 * of Headway, {@code headway.progress} for {@code HEADWAY_PROGRESS}. The property wins, since it
 * was meant for this process alone.
 */
public final class Variables {

  private static final String PREFIX = "headway.";

  /** Set in worker processes, which show their progress in the parent process. */
  private static final String WORKER = "headway.worker";

  private Variables() {}

  /** Returns the settings of this process. */
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

  /** Returns the name by which the user has set a variable, for messages. */
  public static String name(Map<String, String> variables, String variable) {
    String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    return variables.containsKey(property) ? property : variable;
  }

  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
