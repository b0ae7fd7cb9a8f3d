package dev.headway.internal.dashboard.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a request behind the question mark; all values of it are plain. */
final class Query {
  private final Map<String, String> values = new HashMap<>();

  Query(@Nullable String text) {
    for (String pair : text == null ? new String[0] : text.split("&", 32)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** A whole number within bounds; the other value if there is none. */
  long number(String name, long least, long most, long other) {
    try {
      return Math.max(least, Math.min(most, Long.parseLong(text(name))));
    } catch (NumberFormatException none) {
      return other;
    }
  }
}
