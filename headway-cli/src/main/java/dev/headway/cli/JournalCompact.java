package dev.headway.cli;

import dev.headway.internal.journal.JournalTool;
import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a journal smaller. */
@Command(
    name = "compact",
    description = {
      "Leave out what later records have made void.",
      "A job does this by itself when more than half of a journal of more than 64 MiB is void."
    })
final class JournalCompact implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The journal.")
  private Path file;

  @Option(names = "--json", description = "Say it in one line of JSON.")
  private boolean json;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  JournalCompact() {}

  @Override
  public void run() {
    JournalTool.Sizes sizes = new JournalTool(file).compact();
    String said =
        ControlEscapes.whole(file.toString())
            + ": it had "
            + sizes.before()
            + " bytes and has "
            + sizes.after()
            + " now.";
    ConsoleOutput.of(spec).line(json ? JournalLines.json(sizes, file) : said);
  }
}
