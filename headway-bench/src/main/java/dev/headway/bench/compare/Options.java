package dev.headway.bench.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command was told.
 *
 * @param rounds how often each contestant runs
 * @param seconds how long a contestant measures each time
 * @param only the rows to compare; empty for all
 * @param list true if the rows are only to be named
 * @param large true if the longest runs, such as 100 million inputs, are wanted too
 */
record Options(int rounds, double seconds, List<String> only, boolean list, boolean large) {
  static final String USAGE =
      """
      Usage: headway-bench/compare [--rounds N] [--seconds N] [--only ROW[,ROW]...] [--quick] [--large]
                                   [--list]
        --rounds N   how often each contestant of a row runs, in turn (default: 5)
        --seconds N  how long it measures each time, after twice as long a warm-up (default: 1)
        --only ROWS  only these; "window" means all that begin with it
        --quick      one short round: to see that all works, not to be quoted
        --large      with 100 million inputs in the rows "scale", 100,000 jobs in "run-heap",
                     10 million records in "journal-open"
        --list       name the rows and end
      """;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it is wrong; the message says how
   */
  static Options of(String... args) {
    int rounds = 5;
    double seconds = 1;
    List<String> only = new ArrayList<>();
    boolean list = false;
    boolean large = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--rounds" -> rounds = positive(args, ++i);
        case "--seconds" -> seconds = positive(args, ++i);
        case "--only" -> only.addAll(List.of(value(args, ++i).split(",")));
        case "--quick" -> {
          rounds = 1;
          seconds = 0.2;
        }
        case "--large" -> large = true;
        case "--list" -> list = true;
        default -> throw new IllegalArgumentException("There is no option " + args[i] + ".");
      }
    }
    return new Options(rounds, seconds, List.copyOf(only), list, large);
  }

  private static String value(String[] args, int index) {
    if (index >= args.length) {
      throw new IllegalArgumentException(args[index - 1] + " needs a value.");
    }
    return args[index];
  }

  private static int positive(String[] args, int index) {
    String text = value(args, index);
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        args[index - 1] + " needs a number from 1 on, not " + text + ".");
  }

  /**
   * The rows that are asked for.
   *
   * @throws IllegalArgumentException if one is asked for that does not exist
   */
  List<Row> choose(List<Row> all) {
    for (String name : only) {
      if (all.stream().noneMatch(row -> row.isCalled(name))) {
        throw new IllegalArgumentException("There is no row " + name + "; --list names them.");
      }
    }
    return all.stream()
        .filter(row -> only.isEmpty() || only.stream().anyMatch(row::isCalled))
        .toList();
  }
}
