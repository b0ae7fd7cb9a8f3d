package dev.headway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The help of the whole command, from a file: to print it takes a third of the time that picocli
 * needs to read the annotations of all commands. A test compares the file with what picocli says.
 */
final class HelpPage {
  private static final List<String> ASKED = List.of("--help", "-h");

  private HelpPage() {}

  /** Prints the page and returns true if the words ask for it and for nothing else. */
  static boolean printedFor(String[] args, boolean colour, PrintWriter out) {
    if (args.length != 1 || !ASKED.contains(args[0])) {
      return false;
    }
    String name = colour ? "help-colour.txt" : "help.txt";
    try (InputStream page = HelpPage.class.getResourceAsStream(name)) {
      if (page == null) {
        return false;
      }
      new BufferedReader(new InputStreamReader(page, StandardCharsets.UTF_8))
          .lines()
          .forEach(out::println);
      out.flush();
      return true;
    } catch (IOException e) {
      return false; // picocli says the same.
    }
  }
}
