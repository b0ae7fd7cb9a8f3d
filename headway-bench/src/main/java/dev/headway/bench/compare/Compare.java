package dev.headway.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the contestants of each row in turn, for several rounds, and prints a table for each row. A
 * round gives each its turn, so that a change of the machine's mood meets all.
 */
final class Compare {
  private final Tools tools;
  private final Trial trial;
  private final int rounds;
  private final Summary summary = new Summary();

  private Compare(Tools tools, Options options) {
    this.tools = tools;
    this.trial = new Trial(tools, options.seconds());
    this.rounds = options.rounds();
  }

  public static void main(String[] args) throws InterruptedException {
    List<Row> rows;
    Options options;
    try {
      options = Options.of(args);
      rows = options.choose(Rows.all(options.large()));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
      return;
    }
    if (options.list()) {
      rows.forEach(row -> System.out.printf("%-20s %s%n", row.name(), row.title()));
      return;
    }
    Trial.endAllAtExit();
    Tools tools = Tools.find(Path.of(System.getProperty("headway.root", ".")));
    System.out.print(Machine.describe(tools));
    Compare compare = new Compare(tools, options);
    boolean good = true;
    for (Row row : rows) {
      good &= compare.run(row);
    }
    System.out.print(compare.summary.text());
    System.exit(good ? 0 : 1);
  }

  /** Answers whether Headway could do it. */
  private boolean run(Row row) throws InterruptedException {
    List<Result> results = new ArrayList<>();
    for (Contestant contestant : row.contestants()) {
      Result result = new Result(contestant);
      String lack = tools.lack(contestant);
      if (!lack.isEmpty()) {
        result.fail("skipped, " + lack);
      }
      results.add(result);
    }
    for (int round = 1; round <= rounds; round++) {
      System.err.printf("%s: round %d of %d%n", row.name(), round, rounds);
      for (Result result : results) {
        turn(result);
      }
    }
    System.out.print(new Table(row, results).text());
    System.out.flush();
    summary.add(row, results);
    return results.stream()
        .noneMatch(
            result -> result.contestant().role() == Contestant.Role.HEADWAY && result.failed());
  }

  private void turn(Result result) throws InterruptedException {
    if (result.failed()) {
      return;
    }
    try {
      result.add(trial.run(result.contestant()));
    } catch (IOException e) {
      result.fail("failed, " + e.getMessage());
    }
  }
}
