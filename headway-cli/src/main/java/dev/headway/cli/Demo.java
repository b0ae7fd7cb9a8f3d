package dev.headway.cli;

import dev.headway.work.Backend;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Maps a slow function over a few numbers, in five ways, to see what each does to the bar. The
 * first four are those of the tutorial "Using a progress bar while multiprocessing in Python".
 */
@Command(
    name = "demo",
    description = {
      "Show what a progress bar can tell of a parallel map.",
      "A slow function, which waits x times a third of a second and adds 1, is mapped in five"
          + " ways: one after the other, and in parallel under four different bars.",
      "The bars are drawn on standard error, the results on standard output."
    })
final class Demo implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "5",
      converter = Numbers.Workers.class,
      description = "How many tasks run at once (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--inputs",
      paramLabel = "X,X,...",
      defaultValue = "5,4,3,2,1",
      converter = Inputs.Reader.class,
      description = "What the function is mapped over (default: ${DEFAULT-VALUE}).")
  private Inputs inputs;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = "processes",
      converter = BackendName.Reader.class,
      description = "Where tasks run: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private BackendName backend;

  @Option(
      names = "--unit",
      paramLabel = "SECONDS",
      defaultValue = "0.333333333",
      converter = Numbers.Seconds.class,
      description = "How long a task takes for the input 1 (default: a third of a second).")
  private double unit;

  @Option(
      names = "--section",
      paramLabel = "N",
      split = ",",
      converter = Numbers.SectionNumber.class,
      description = "Show only this way, from 1 to 5; may be given several times.")
  private List<DemoStep> demoSteps = List.of();

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Also record what is shown, in a terminal of 80 columns: .cast for asciinema, .svg for a"
              + " moving picture, .html for a page with a player, .txt for the final screen.")
  private @Nullable Path record;

  @Option(
      names = "--cast-version",
      paramLabel = "2|3",
      defaultValue = "2",
      converter = Numbers.CastVersion.class,
      description = "The version of a recording that ends in .cast (default: ${DEFAULT-VALUE}).")
  private int castVersion;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  Demo() {}

  @Override
  public void run() {
    Backend where = backend();
    Set<DemoStep> chosen =
        EnumSet.copyOf(demoSteps.isEmpty() ? Arrays.asList(DemoStep.values()) : demoSteps);
    ConsoleOutput consoleOutput = ConsoleOutput.of(spec);
    Path file = record;
    if (file == null) {
      show(chosen, where, consoleOutput);
      return;
    }
    Format.check(spec, file);
    try (DemoRecorder demoRecorder =
        DemoRecorder.on(file, castVersion, rows(chosen), "headway demo")) {
      show(chosen, where, consoleOutput.copiedTo(demoRecorder::print));
    }
  }

  /**
   * As many as are printed, the one below, and those of tasks that take long, which stand below the
   * last bar for a while: so that nothing scrolls off.
   */
  private static int rows(Set<DemoStep> chosen) {
    return 2 + 6 * chosen.size() + 1 + 5;
  }

  private void show(Set<DemoStep> chosen, Backend where, ConsoleOutput consoleOutput) {
    consoleOutput.line("Number of workers: " + consoleOutput.value(where.workers()));
    consoleOutput.line("Inputs: " + consoleOutput.values(inputs.values()));
    for (DemoStep demoStep : chosen) {
      show(demoStep, where, consoleOutput);
    }
  }

  private void show(DemoStep demoStep, Backend where, ConsoleOutput consoleOutput) {
    consoleOutput.line("");
    consoleOutput.line(consoleOutput.title(demoStep.headline(backend.describe(workers))));
    consoleOutput.line(consoleOutput.remark("   " + demoStep.effect()));
    long start = System.nanoTime();
    List<BigDecimal> results = demoStep.run(inputs.values(), new SlowAddOne(unit), where);
    double seconds = (System.nanoTime() - start) / 1e9;
    consoleOutput.line("Result: " + consoleOutput.values(results));
    String took = String.format(Locale.ROOT, "%.3f", seconds);
    consoleOutput.line("(Took " + consoleOutput.value(took) + " sec.)");
  }

  private Backend backend() {
    try {
      return backend.of(workers);
    } catch (UnsupportedOperationException e) {
      throw new ParameterException(
          spec.commandLine(),
          "Virtual threads need Java 21 or later; this is Java "
              + Runtime.version().feature()
              + ". Use --backend threads, or a newer Java.",
          e);
    }
  }
}
