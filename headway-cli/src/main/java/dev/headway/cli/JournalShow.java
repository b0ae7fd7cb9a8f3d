package dev.headway.cli;

import dev.headway.internal.journal.JournalView;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what stands in a journal. */
@Command(
    name = "show",
    description = {
      "Show what stands in a journal: its runs, and how many tasks ended how.",
      "A job may use the journal meanwhile. Nothing is changed."
    })
final class JournalShow implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The journal.")
  private Path file;

  @ArgGroup private Form form = new Form();

  /** At most one of them. */
  static final class Form {
    @Option(
        names = "--json",
        description = "One line of JSON for the file, each run and each task.")
    private boolean json;

    @Option(names = "--csv", description = "One line of comma-separated values for each task.")
    private boolean csv;
  }

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  JournalShow() {}

  @Override
  public void run() {
    ConsoleOutput out = ConsoleOutput.of(spec);
    try (JournalView view = JournalView.open(file)) {
      if (form.json) {
        JournalLines.json(view, file, out::line);
      } else if (form.csv) {
        JournalLines.csv(view, out::line);
      } else {
        JournalSummary.lines(view, file).forEach(out::line);
      }
    }
  }
}
