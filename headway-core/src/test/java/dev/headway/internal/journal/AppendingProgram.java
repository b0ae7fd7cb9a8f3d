package dev.headway.internal.journal;

import java.io.PrintStream;
import java.nio.file.Path;

/** Records tasks for ever, and says of each batch when it is written. */
public final class AppendingProgram {
  private static final int BATCH = 50;

  private AppendingProgram() {}

  /**
   * Runs until it is killed.
   *
   * @param args the journal, and the first number
   */
  public static void main(String[] args) {
    PrintStream out = System.out;
    try (JournalFile journal = Tasks.open(Path.of(args[0]))) {
      out.println("ready");
      for (int next = Integer.parseInt(args[1]); ; next += BATCH) {
        for (int i = next; i < next + BATCH; i++) {
          Tasks.done(journal, i);
        }
        journal.flush();
        out.println(next + BATCH);
      }
    }
  }
}
