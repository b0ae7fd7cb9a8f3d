package dev.headway.cli;

import dev.headway.cli.run.StopRule;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/**
 * Options of GNU parallel under its names, so that known command lines work. They are not shown in
 * the help. Those without an effect ask for what happens anyway.
 */
final class ParallelOptions {

  @Option(
      names = {"--line-buffer", "--line-buffered", "--linebuffer", "--linebuffered", "--lb"},
      hidden = true)
  private boolean lineBuffer;

  @Option(
      names = {"-P", "--max-procs", "--maxprocs"},
      hidden = true,
      converter = RunCommand.Jobs.class)
  private @Nullable Integer jobs;

  @Option(
      names = {"--dryrun", "--dr"},
      hidden = true)
  private boolean dryRun;

  @Option(names = "--retries", hidden = true, converter = Tries.class)
  private @Nullable Integer retries;

  @Option(
      names = {"--halt", "--halt-on-error", "--haltonerror"},
      hidden = true,
      converter = Halt.class)
  private @Nullable StopRule halt;

  @Option(
      names = {
        "--bar",
        "--eta",
        "--progress",
        "--group",
        "-q",
        "--quote",
        "--gnu",
        "--plain",
        "--silent",
        "--will-cite",
        "--willcite",
        "--no-notice",
        "--nonotice"
      },
      hidden = true)
  @SuppressWarnings("UnusedVariable") // It changes nothing.
  private boolean asAlways;

  /** Made by picocli. */
  ParallelOptions() {}

  boolean lineBuffer() {
    return lineBuffer;
  }

  boolean dryRun() {
    return dryRun;
  }

  /** How many jobs run at once. */
  int jobs(int other) {
    return jobs == null ? other : jobs;
  }

  /** How often a job is tried in all. */
  int attempts(int other) {
    return retries == null ? other : retries;
  }

  @Nullable StopRule halt() {
    return halt;
  }

  /** Reads how often a job is tried in all. */
  static final class Tries implements ITypeConverter<Integer> {
    private static final int MAX = 1000;

    @Override
    public Integer convert(String text) {
      return Numbers.between(text, BigDecimal.ONE, BigDecimal.valueOf(MAX), 0).intValueExact();
    }
  }

  /** Reads when a run ends early, as GNU parallel writes it. */
  static final class Halt implements ITypeConverter<StopRule> {
    @Override
    public StopRule convert(String text) {
      return RunCommand.reading(() -> StopRule.parseHalt(text));
    }
  }
}
