package dev.headway.bench.contestant;

import java.util.HashMap;
import java.util.Map;

/** What a contestant is told on its command line: {@code name=value}, each with a default. */
final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  Arguments(String[] args) {
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException("Not of the form name=value: " + arg);
      }
      values.put(parts[0], parts[1]);
    }
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(values.getOrDefault(name, Integer.toString(otherwise)));
  }

  boolean flag(String name, boolean otherwise) {
    return Boolean.parseBoolean(values.getOrDefault(name, Boolean.toString(otherwise)));
  }
}
