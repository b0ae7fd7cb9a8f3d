package dev.headway.cli;

import dev.headway.cli.run.BatchSettings;
import dev.headway.cli.run.ByteText;
import dev.headway.cli.run.InputSettings;
import dev.headway.cli.run.JobCount;
import dev.headway.cli.run.NoProgram;
import dev.headway.cli.run.OutputSettings;
import dev.headway.cli.run.RawArguments;
import dev.headway.cli.run.RunProblem;
import dev.headway.cli.run.RunSettings;
import dev.headway.cli.run.Runner;
import dev.headway.cli.run.StartSettings.Order;
import dev.headway.cli.run.StopRule;
import dev.headway.cli.run.TimeLimit;
import dev.headway.cli.run.UsageProblem;
import dev.headway.internal.text.ControlEscapes;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs a command for each input. */
@Command(
    name = RunCommand.NAME,
    description = {
      "Run a command for each input, several at once, with a bar.",
      "Inputs are the lines of standard input, or the words behind ':::'. Each takes the place of"
          + " {} in the command, or stands at its end. No shell reads it.",
      "{.} is the input without its extension, {/} its file name, {//} its folder, {/.} its file"
          + " name without extension, {#} its number, {%%} the number of the slot.",
      "Several ':::' are combined, and ':::+' is linked; '::::' and '::::+' read files. {1} is the"
          + " input of the first source, {2/} the file name of the second, and so on."
    },
    customSynopsis = {
      "headway run [OPTIONS] COMMAND [WORD...] [::: VALUE...]",
      "headway run [OPTIONS] --sh TEXT [WORD...] [::: VALUE...]"
    },
    exitCodeOnInvalidInput = Runner.TROUBLE,
    exitCodeOnExecutionException = Runner.TROUBLE,
    exitCodeList = {
      "0:All jobs ended well.",
      "1-100:So many jobs did not end well.",
      "101:More than 100 did not.",
      "127:There is no such program. Nothing was run.",
      "129:Ended by SIGHUP.",
      "130:Interrupted with Ctrl-C.",
      "141:Standard output was closed.",
      "143:Ended by SIGTERM.",
      "255:The command was not understood, or a file could not be used."
    })
final class RunCommand implements Callable<Integer> {
  static final String NAME = "run";

  private static final String FROM_TERMINAL =
      "Inputs are read from the terminal; Ctrl-D ends them. Or name them behind :::, or in a file"
          + " with -a.";

  private static final String NO_FOLDER =
      "The current folder was deleted. Commands would run in it, so change to another one.";

  @Spec private CommandSpec spec;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      defaultValue = "100%",
      converter = Jobs.class,
      description =
          "How many jobs run at once: a number, N%% of the processors, or +N more than these"
              + " (default: one for each processor).")
  private int jobs;

  @Option(
      names = "--sh",
      paramLabel = "TEXT",
      description =
          "Let a shell run a text, with the input as \"$$1\"; with WORDs, these are \"$$1\","
              + " \"$$2\" and so on.")
  private @Nullable String shellText;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Limit.class,
      description = "End a job after so many seconds; or 5m, 2h, 1d.")
  private @Nullable Duration timeout;

  @Option(
      names = "--retry",
      paramLabel = "N",
      defaultValue = "0",
      converter = Retries.class,
      description = "Try a job that did not end well up to N times more.")
  private int retries;

  @Option(
      names = "--stop",
      paramLabel = "WHEN",
      defaultValue = "never",
      converter = Stop.class,
      description =
          "Start no more jobs after the first failure (first), after N, or N%% of all. With now"
              + " before it, as in now,first, running jobs are ended (default: never).")
  private StopRule stop;

  @Option(names = "--dry-run", description = "Show the commands, and run none.")
  private boolean dryRun;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "Note what is done, and do not do again what is noted there.")
  private @Nullable Path journal;

  @Option(
      names = "--exit",
      paramLabel = "WHICH",
      defaultValue = "count",
      description =
          "The exit status is how many jobs did not end well (count), or 1 if any did not (any);"
              + " default: count.")
  private ExitStatus exit;

  @Mixin private InputOptions inputOptions;
  @Mixin private BatchOptions batchOptions;
  @Mixin private PipeOptions pipeOptions;
  @Mixin private StartOptions startOptions;
  @Mixin private OutputOptions outputOptions;
  @Mixin private ParallelOptions parallelOptions;

  @Parameters(arity = "0..*", paramLabel = "WORD", hidden = true)
  private List<String> words = List.of();

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  RunCommand() {}

  /** Makes the words behind the command its own, and adds the options that are refused. */
  static void configure(CommandLine run) {
    run.setStopAtPositional(true);
    RefusedOption.addTo(run);
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.isDirectory(Path.of(""))) {
      throw new UserError(NO_FOLDER);
    }
    try {
      OptionConflicts.check(spec.commandLine().getParseResult());
      Runner runner = new Runner(settings());
      if (runner.readsUnnamedInputs() && Colour.isTerminal(0)) {
        err.println(line(FROM_TERMINAL)); // Else it seems to hang.
      }
      int status = runner.run();
      runner.problems().forEach(problem -> err.println(line(problem)));
      return status;
    } catch (UsageProblem e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (RunProblem e) {
      throw new UserError(String.valueOf(e.getMessage()));
    } catch (NoProgram e) {
      err.println(line(String.valueOf(e.getMessage())));
      return Runner.NO_PROGRAM;
    }
  }

  private String line(String problem) {
    return spec.qualifiedName() + ": " + ControlEscapes.whole(problem);
  }

  private RunSettings settings() {
    boolean piped = pipeOptions.isPipe();
    StopRule halt = parallelOptions.halt();
    InputSettings input = inputOptions.settings(piped);
    OutputSettings output =
        outputOptions.settings(parallelOptions.lineBuffer(), piped, input.replacement());
    RunSettings settings =
        new RunSettings(
            RawArguments.of(words),
            shellText == null ? null : ByteText.encode(shellText),
            input,
            piped ? BatchSettings.ONE : batchOptions.settings(),
            piped ? pipeOptions.settings(batchOptions, inputOptions) : null,
            startOptions.settings(parallelOptions.jobs(jobs)),
            output,
            dryRun || parallelOptions.dryRun(),
            timeout,
            parallelOptions.attempts(retries + 1),
            halt == null ? stop : halt,
            exit == ExitStatus.ANY,
            journal);
    checkOrder(settings);
    return settings;
  }

  private static void checkOrder(RunSettings settings) {
    Order order = settings.start().order();
    if (order != Order.GIVEN && settings.pipe() != null) {
      throw new UsageProblem("With --pipe jobs start in the order of the blocks.");
    }
    if (order == Order.LONGEST_FIRST && settings.journal() == null) {
      throw new UsageProblem(
          "--longest-first needs --journal FILE, which tells how long inputs took before.");
    }
    if (order == Order.LONGEST_FIRST && settings.output().keepOrder()) {
      throw new UsageProblem(
          "--longest-first shows output as jobs end, and --keep-order does not; give one of them.");
    }
  }

  /** What the exit status tells. */
  enum ExitStatus {
    /** How many jobs did not end well. */
    COUNT,
    /** Whether any did not. */
    ANY;

    /** As it is written and completed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads how many jobs run at once. */
  static final class Jobs implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return reading(() -> JobCount.parse(text, Runtime.getRuntime().availableProcessors()));
    }
  }

  /** Reads a time. */
  static final class Limit implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return reading(() -> TimeLimit.parse(text));
    }
  }

  /** Reads how often a job is tried again. */
  static final class Retries implements ITypeConverter<Integer> {
    private static final int MAX = 1000;

    @Override
    public Integer convert(String text) {
      return Numbers.between(text, BigDecimal.ZERO, BigDecimal.valueOf(MAX), 0).intValueExact();
    }
  }

  /** Reads when a run ends early. */
  static final class Stop implements ITypeConverter<StopRule> {
    @Override
    public StopRule convert(String text) {
      return reading(() -> StopRule.parse(text));
    }
  }

  static <T> T reading(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
