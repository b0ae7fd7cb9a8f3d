package dev.headway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An example of the manual of GNU parallel.
 *
 * @param name what it shows
 * @param files a line of bash that makes the files it needs
 * @param parallel the line of the manual
 * @param headway the same for headway run
 * @param ordered true if the order of the lines of the output is the same in each run
 */
record ParallelExample(
    String name, String files, String parallel, String headway, boolean ordered) {
  /** Not a part of an address or of a name. */
  private static final Pattern COMMAND = Pattern.compile("(?<![/\\w])parallel ");

  /** Reads all of a resource, which says how they are written. */
  static List<ParallelExample> all() throws IOException {
    List<ParallelExample> examples = new ArrayList<>();
    String text;
    try (InputStream in = ParallelExample.class.getResourceAsStream("parallel-examples.txt")) {
      text = new String(in.readAllBytes(), UTF_8);
    }
    for (String section : text.split("(?m)^== ")) {
      if (!section.startsWith("#")) {
        examples.add(of(section));
      }
    }
    return examples;
  }

  private static ParallelExample of(String section) {
    List<String> lines = section.lines().filter(line -> !line.startsWith("#")).toList();
    String parallel = value(lines, "parallel: ", null);
    return new ParallelExample(
        lines.get(0),
        value(lines, "files: ", null),
        parallel,
        value(lines, "headway: ", COMMAND.matcher(parallel).replaceAll("headway run ")),
        !lines.contains("lines"));
  }

  private static String value(List<String> lines, String key, String other) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElse(other);
  }
}
