package dev.headway.internal.terminal.settings;

import dev.headway.internal.text.ControlEscapes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The variables that switch something on or off; if one is not set, Headway decides. */
public final class OnOffVariables {

  private OnOffVariables() {}

  /** Reads a switch; null if it is not set, or neither on nor off. */
  static @Nullable public Boolean of(Map<String, String> environment, String variable) {
    return switch (value(environment, variable).toLowerCase(Locale.ROOT)) {
      case "on", "1", "true", "yes", "always" -> true;
      case "off", "0", "false", "no", "never" -> false;
      default -> null;
    };
  }

  /**
   * Returns warnings about switches that are neither on nor off.
   *
   * @param variables the switches that there are
   */
  public static List<String> warnings(Map<String, String> environment, String... variables) {
    if (System.getProperty("headway.worker") != null) {
      return List.of(); // The parent process reports it.
    }
    return Stream.of(variables)
        .filter(name -> !value(environment, name).isEmpty() && of(environment, name) == null)
        .map(
            name ->
                "headway: "
                    + Variables.name(environment, name)
                    + " is \""
                    + ControlEscapes.of(value(environment, name))
                    + "\", which is neither on nor off; going on as if it were not set.")
        .toList();
  }

  private static String value(Map<String, String> environment, String variable) {
    return environment.getOrDefault(variable, "").trim();
  }
}
