package dev.headway.cli;

import dev.headway.cli.run.BatchSettings;
import dev.headway.cli.run.ByteCount;
import dev.headway.cli.run.UsageProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How many inputs a job gets. */
final class BatchOptions {

  @Option(
      names = {"-n", "--max-args", "--maxargs"},
      paramLabel = "N",
      converter = Count.class,
      description = "Give each job up to N inputs; with 0, run it for each and give it none.")
  private @Nullable Integer inputs;

  @Option(
      names = {"-N", "--max-replace-args", "--maxreplaceargs"},
      paramLabel = "N",
      converter = Count.class,
      description =
          "The same; the first is {1}, the second {2}, and words with {} are repeated. With"
              + " --pipe, give each job N records.")
  private @Nullable Integer replaced;

  @Option(
      names = "-L",
      paramLabel = "N",
      converter = Count.class,
      description =
          "The same for lines; one that ends in a blank goes on in the next. With --pipe, N lines"
              + " are a record.")
  private @Nullable Integer lines;

  @Option(
      names = "-X",
      description =
          "Give each job as many inputs as fit; the last ones are spread over all slots. Words"
              + " with {} are repeated.")
  private boolean repeated;

  @Option(names = "-m", description = "The same; no word is repeated.")
  private boolean many;

  @Option(names = "--xargs", description = "The same; the last inputs are not spread.")
  private boolean fill;

  @Option(
      names = {"-s", "--max-chars", "--maxchars"},
      paramLabel = "BYTES",
      converter = Size.class,
      description = "With one of these, a command has so many bytes at most.")
  private @Nullable Long bytes;

  /** Made by picocli. */
  BatchOptions() {}

  BatchSettings settings() {
    boolean unbounded = repeated || many || fill;
    if (!unbounded && inputs == null && replaced == null && lines == null) {
      return BatchSettings.ONE;
    }
    return new BatchSettings(
        most(),
        lines != null,
        repeated || !many && !fill && inputs == null,
        repeated || many,
        bytes == null ? 0 : bytes);
  }

  private int most() {
    if (replaced != null) {
      return replaced;
    }
    if (inputs != null) {
      return inputs;
    }
    return lines == null ? BatchSettings.ALL : Math.max(1, lines);
  }

  /** Returns how many records of standard input a job gets; 0 for as many as fit. */
  int records() {
    if (inputs != null || repeated || many || fill || bytes != null) {
      throw new UsageProblem("With --pipe, -N and -L say what a job gets, and --block how much.");
    }
    return replaced == null ? 0 : Math.max(1, replaced);
  }

  /** Returns how many ends make a record of standard input. */
  int lines() {
    return lines == null ? 1 : Math.max(1, lines);
  }

  /** Reads a number of inputs. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return RunCommand.reading(() -> (int) ByteCount.parse(text, 0, Integer.MAX_VALUE));
    }
  }

  /** Reads a number of bytes. */
  static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return RunCommand.reading(() -> ByteCount.parse(text, 1, Long.MAX_VALUE));
    }
  }
}
