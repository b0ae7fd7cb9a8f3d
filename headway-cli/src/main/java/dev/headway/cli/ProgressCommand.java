package dev.headway.cli;

import dev.headway.cli.progress.Amount;
import dev.headway.cli.progress.Input;
import dev.headway.cli.progress.Output;
import dev.headway.cli.progress.RateLimit;
import dev.headway.cli.progress.Transfer;
import dev.headway.cli.progress.TransferProblem;
import dev.headway.cli.progress.WatchedFile;
import dev.headway.cli.progress.WatchedProcess;
import dev.headway.internal.display.LiveDisplay;
import dev.headway.internal.display.ProcessDisplay;
import dev.headway.internal.display.ProgressHandle;
import dev.headway.progress.Unit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how far a pipe, files or a process are. */
@Command(
    name = "progress",
    description = {
      "Show how far a pipe, files or a process are, with a bar.",
      "What comes from standard input, or from the files one after the other, goes to standard"
          + " output as it is. The bar is shown on standard error."
    },
    customSynopsis = {
      "COMMAND | headway progress [OPTIONS] | COMMAND",
      "headway progress [OPTIONS] FILE... | COMMAND",
      "headway progress --watch FILE [--total SIZE] [--idle TIME] [--name TEXT]",
      "headway progress --pid PID"
    },
    exitCodeOnInvalidInput = ProgressCommand.TROUBLE,
    exitCodeOnExecutionException = ProgressCommand.TROUBLE,
    exitCodeList = {
      "0:Everything was passed on, or what was watched came to its end.",
      "1:The file of --watch stopped growing before it had its size.",
      "129:Ended by SIGHUP.",
      "130:Interrupted with Ctrl-C.",
      "141:Standard output was closed.",
      "143:Ended by SIGTERM.",
      "255:The command was not understood, or something cannot be read or written."
    })
final class ProgressCommand implements Callable<Integer> {
  static final int TROUBLE = 255;

  private static final int MAX_PID = 1 << 30;
  private static final Duration USUAL_IDLE = Duration.ofMinutes(1);

  /** As often as the bar is drawn. */
  private static final long LOOK_NANOS = 100_000_000;

  /** A signal of the terminal has reached this program by then. */
  private static final long SIGNAL_NANOS = 50_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-s", "--total"},
      paramLabel = "SIZE",
      description =
          "How much there is in all: bytes, 4G (of 1024) or 4GB (of 1000); with --lines lines, 10k"
              + " or 4M. Without it the size of the files, if it is known.")
  private @Nullable String total;

  @Option(
      names = {"-l", "--lines"},
      description = "Count lines and not bytes.")
  private boolean lines;

  @Option(
      names = {"-0", "--null"},
      description = "Count what ends with a null byte, as find -print0 writes it.")
  private boolean nullSeparated;

  @Option(
      names = {"-N", "--name"},
      paramLabel = "TEXT",
      description = "What the bar is called.")
  private @Nullable String name;

  @Option(
      names = {"-L", "--rate-limit"},
      paramLabel = "SIZE",
      description = "Pass on no more than so many bytes a second.")
  private @Nullable String rateLimit;

  @Option(
      names = "--watch",
      paramLabel = "FILE",
      description = "Show how a file grows that another program writes. Nothing is passed on.")
  private @Nullable Path watched;

  @Option(
      names = "--idle",
      paramLabel = "TIME",
      converter = RunCommand.Limit.class,
      description =
          "With --watch: end when the file has not changed for so many seconds; or 5m, 2h"
              + " (default: 1m).")
  private @Nullable Duration idle;

  @Option(
      names = {"-d", "--pid"},
      paramLabel = "PID",
      converter = Pid.class,
      description =
          "Show how far a process has read its open files, until it ends. Linux only. Nothing is"
              + " passed on.")
  private @Nullable Long pid;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "What is read; - is standard input.")
  private List<Path> files = List.of();

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  ProgressCommand() {}

  @Override
  public Integer call() {
    refuseWhatDoesNotFit();
    try {
      if (pid != null) {
        return watchProcess(pid);
      }
      return watched == null ? transfer() : watchFile(watched);
    } catch (TransferProblem e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private void refuseWhatDoesNotFit() {
    boolean watches = watched != null || pid != null;
    if (watched != null && pid != null) {
      throw refused("--watch looks at a file and --pid at a process; give one of them.");
    }
    if (watches && !files.isEmpty()) {
      throw refused("With --watch or --pid nothing is passed on; leave the files out.");
    }
    if (watches && (lines || nullSeparated || rateLimit != null)) {
      throw refused("--lines, --null and --rate-limit are for what is passed on.");
    }
    if (pid != null && (total != null || name != null)) {
      throw refused("With --pid the files of the process give the totals and the names.");
    }
    if (idle != null && watched == null) {
      throw refused("--idle is for --watch.");
    }
    if (lines && nullSeparated) {
      throw refused("--lines counts lines and --null what ends with a null byte; give one.");
    }
    if (!watches && files.isEmpty() && Colour.isTerminal(0)) {
      throw refused("Standard input is a terminal. Name a file, or pipe something in.");
    }
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private int transfer() {
    List<Input> inputs =
        files.isEmpty() ? List.of(Input.standard()) : files.stream().map(Input::of).toList();
    boolean bytes = !lines && !nullSeparated;
    Long known = amount("--total", total, bytes ? Amount::ofBytes : Amount::ofLines);
    if (known == null && bytes) {
      known = Transfer.size(inputs);
    }
    Long perSecond = amount("--rate-limit", rateLimit, Amount::ofBytes);
    if (perSecond != null && perSecond == 0) {
      throw refused("Invalid value for option '--rate-limit': it must be above 0.");
    }
    boolean shared = Colour.isTerminal(2);
    Output output = Output.standard(Colour.isTerminal(1));
    ProgressHandle progress =
        ProgressHandle.begin(
            ProcessDisplay.get(), label(), bytes ? Unit.BYTES : Unit.ITEMS, known, 0);
    return new Transfer(
            inputs,
            output,
            bytes
                ? Transfer.Counted.BYTES
                : lines ? Transfer.Counted.LINES : Transfer.Counted.RECORDS,
            perSecond == null ? null : RateLimit.of(perSecond),
            progress)
        // Ctrl-C ends the writer too, and its end comes before the signal has its effect here.
        .run(shared ? () -> LockSupport.parkNanos(SIGNAL_NANOS) : () -> {});
  }

  private String label() {
    if (name != null) {
      return name;
    }
    return files.size() == 1 ? fileName(files.get(0)) : "";
  }

  private static String fileName(Path file) {
    return file.toString().equals("-") ? "" : String.valueOf(file.getFileName());
  }

  private int watchFile(Path file) {
    return new WatchedFile(
            file,
            name == null ? fileName(file) : name,
            amount("--total", total, Amount::ofBytes),
            idle == null ? USUAL_IDLE : idle,
            ProcessDisplay.get(),
            ProgressCommand::pause)
        .run();
  }

  private int watchProcess(long number) {
    LiveDisplay display = ProcessDisplay.get();
    if (!WatchedProcess.of(number, display, ProgressCommand::pause).run()) {
      spec.commandLine()
          .getErr()
          .println(
              spec.qualifiedName()
                  + ": Process "
                  + number
                  + " has ended, and was not seen to read a file.");
    }
    return 0;
  }

  private static void pause() {
    LockSupport.parkNanos(LOOK_NANOS);
  }

  private @Nullable Long amount(
      String option, @Nullable String text, ToLongFunction<String> reader) {
    try {
      return text == null ? null : (Long) reader.applyAsLong(text);
    } catch (IllegalArgumentException e) {
      throw refused("Invalid value for option '" + option + "': " + e.getMessage());
    }
  }

  /** Reads the number of a process. */
  static final class Pid implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return Numbers.between(text, BigDecimal.ONE, BigDecimal.valueOf(MAX_PID), 0).longValueExact();
    }
  }
}
