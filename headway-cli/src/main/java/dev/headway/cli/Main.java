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
    name = Main.NAME,
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
  static final String NAME = "headway";
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
      Ansi ansi = colour ? Ansi.ON : Ansi.OFF;
      headway = args.length == 0 ? commandLine(ansi) : commandLine(ansi, args[0]);
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
    return configured(new CommandLine(new Main()), ansi);
  }

  /**
   * The same, for words that begin with this one. If it is the name of a subcommand, no other is
   * there: to read their annotations takes half of the time until a command begins.
   */
  static CommandLine commandLine(Ansi ansi, String word) {
    for (Class<?> each : annotation(Main.class).subcommands()) {
      // That of completion is about all commands.
      if (each != Completion.class && annotation(each).name().equals(word)) {
        CommandSpec headway = CommandSpec.wrapWithoutInspection(new Main()).name(NAME);
        headway.addSubcommand(word, new CommandLine(each));
        return configured(new CommandLine(headway), ansi);
      }
    }
    return commandLine(ansi);
  }

  private static Command annotation(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class));
  }

  private static CommandLine configured(CommandLine headway, Ansi ansi) {
    addCommonOptions(headway);
    CommandLine run = headway.getSubcommands().get(RunCommand.NAME);
    if (run != null) {
      RunCommand.configure(run);
    }
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
