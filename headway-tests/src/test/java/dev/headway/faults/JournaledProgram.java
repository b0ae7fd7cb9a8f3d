package dev.headway.faults;

import dev.headway.Journal;
import dev.headway.Pool;
import dev.headway.Results;
import dev.headway.process.Processes;
import dev.headway.work.Outcome;
import dev.headway.work.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;

/** A program with a journal, which is killed while it works. Says what it was given. */
final class JournaledProgram {
  /** As many inputs as most tests need. */
  static final int INPUTS = 120;

  private JournaledProgram() {}

  /**
   * The arguments are the backend, the journal, a file that gets a line for each call, in words how
   * the journal is kept, and how many inputs there are.
   */
  public static void main(String[] args) {
    boolean threads = args[0].equals("threads");
    String calls = args[2];
    Journal<Object> journal = Journal.at(Path.of(args[1]));
    List<String> how = List.of(args[3].split("-"));
    journal = how.contains("durable") ? journal.durable() : journal;
    journal = how.contains("strict") ? journal.strict() : journal;
    journal = how.contains("marks") ? journal.marksOnly() : journal;
    int millis = how.contains("instant") ? 0 : 3;
    List<Integer> inputs = IntStream.range(0, Integer.parseInt(args[4])).boxed().toList();
    try (Pool pool = Pool.on(threads ? Threads.of(2) : Processes.of(2)).quiet();
        Results<Integer, String> results =
            pool.over(inputs).journal(journal).map((Integer x) -> work(x, calls, millis))) {
      for (Outcome<Integer, String> one : results.outcomes()) {
        String value = ((Outcome.Success<Integer, String>) one).value();
        System.out.println((one.replayed() ? "replayed " : "new ") + one.input() + " " + value);
      }
      if (!results.report().journalComplete()) {
        System.out.println("the journal is not complete");
      }
    }
  }

  private static String work(int input, String calls, int millis)
      throws IOException, InterruptedException {
    Files.writeString(Path.of(calls), input + "\n", StandardOpenOption.APPEND);
    Thread.sleep(millis);
    return "value " + input;
  }
}
