package dev.headway.cli;

import dev.headway.cli.run.LaunchMechanism;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The headway command: its options before a subcommand, and the main method. */
@Command(
    name = "headway",
    description = "Parallel map for Java with a progress bar that tells the truth.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      Ps.class,
      Attach.class,
      ProgressCommand.class,
      Demo.class,
      Replay.class,
      Convert.class,
      JournalCommand.class,
      ReportCommand.class,
      DashboardCommand.class,
      Completion.class
    })
public final class Main implements Callable<Integer> {
  private static final int MISSING_LIBRARY = 1;

  @Spec private CommandSpec spec;

  /** Made by {@link #commandLine}. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  Main() {}

  /**
   * Runs the command and ends this process with its exit status.
   *
   * @param args the words behind {@code headway}
   */
  public static void main(String[] args) {
    LaunchMechanism.choose(); // First: it is fixed with the first process.
    Map<String, String> environment = System.getenv();
    boolean colour = Colour.wanted(environment, Colour::isOutputTerminal);
    // This writer, other than most, learns from the stream behind it that its reader has gone.
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    int status = HelpPage.printedFor(args, colour, out) ? 0 : execute(args, colour, out);
    // Help and version are printed by picocli, which does not ask whether they got through.
    System.exit(status == 0 && out.checkError() ? ErrorReporter.outputClosed() : status);
  }

  private static int execute(String[] args, boolean colour, PrintWriter out) {
    CommandLine headway;
    try {
      headway = commandLine(colour ? Ansi.ON : Ansi.OFF);
    } catch (NoClassDefFoundError e) { // No class that knows picocli can say so.
      System.err.println(
          "headway: This jar lacks a library that it needs: there is no "
              + e.getMessage()
              + ". Run headway-cli-VERSION-all.jar, or keep the folder lib beside headway.jar.");
      return MISSING_LIBRARY;
    }
    return headway.setOut(out).execute(args);
  }

  /** The command, ready to be executed, for the streams of this process. */
  static CommandLine commandLine(Ansi ansi) {
    CommandLine headway = new CommandLine(new Main());
    addCommonOptions(headway);
    RunCommand.configure(Objects.requireNonNull(headway.getSubcommands().get(RunCommand.NAME)));
    return headway
        .setExpandAtFiles(false) // A name may begin with an @.
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setExecutionStrategy(ErrorReporter::run)
        .setParameterExceptionHandler(ErrorReporter::misunderstood)
        .setExecutionExceptionHandler(ErrorReporter::failed);
  }

  private static void addCommonOptions(CommandLine command) {
    command.getCommandSpec().addMixin("commonOptions", CommonOptions.spec());
    command.getSubcommands().values().forEach(Main::addCommonOptions);
  }

  /** Lists the commands, as none was given. */
  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    commandLine.usage(commandLine.getErr());
    return ErrorReporter.MISUNDERSTOOD;
  }
}
