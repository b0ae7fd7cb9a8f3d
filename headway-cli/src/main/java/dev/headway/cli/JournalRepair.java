package dev.headway.cli;

import dev.headway.internal.journal.JournalTool;
import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps what can be read of a journal that was damaged. */
@Command(
    name = "repair",
    description = {
      "Keep all records of a damaged journal that can be read.",
      "The file as it was stays beside it. What is lost runs again."
    })
final class JournalRepair implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The journal.")
  private Path file;

  @Option(names = "--json", description = "Say it in one line of JSON.")
  private boolean json;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  JournalRepair() {}

  @Override
  public void run() {
    JournalTool.Repair repair = new JournalTool(file).repair();
    Path original = repair.original();
    String name = ControlEscapes.whole(file.toString());
    String said =
        original == null
            ? name + ": nothing is wrong, all " + repair.records() + " records can be read."
            : name
                + ": kept "
                + repair.records()
                + " records and left out "
                + repair.lostBytes()
                + " bytes. The file as it was is "
                + ControlEscapes.whole(original.toString())
                + ".";
    ConsoleOutput.of(spec).line(json ? JournalLines.json(repair, file) : said);
  }
}
