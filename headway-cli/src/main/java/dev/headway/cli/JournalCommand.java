package dev.headway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with the file from which a job goes on. */
@Command(
    name = "journal",
    description = "Look at a journal, from which a job goes on; repair it, or make it smaller.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {JournalShow.class, JournalRepair.class, JournalCompact.class})
final class JournalCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  JournalCommand() {}

  /** Lists the commands, as none was given. */
  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getErr());
    return ErrorReporter.MISUNDERSTOOD;
  }
}
