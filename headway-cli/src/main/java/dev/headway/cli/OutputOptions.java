package dev.headway.cli;

import dev.headway.cli.run.ByteText;
import dev.headway.cli.run.OutputSettings;
import dev.headway.cli.run.UsageProblem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What becomes of the output of jobs. */
final class OutputOptions {
  private static final String NUMBER = "{#}";

  @Option(
      names = {"-k", "--keep-order", "--keeporder"},
      description = "Show output in the order of the inputs.")
  private boolean keepOrder;

  @Option(
      names = "--line",
      description = "Show lines as they come, not the output of each job when it has ended.")
  private boolean lineByLine;

  @Option(names = "--tag", description = "Begin each line of output with its input and a tab.")
  private boolean tagged;

  @Option(
      names = {"--tagstring", "--tag-string"},
      paramLabel = "TEXT",
      description = "Begin each line with a text and a tab; it may have {1}, {/}, {#} and so on.")
  private @Nullable String tag;

  @Option(
      names = {"--results", "--result", "--res"},
      paramLabel = "FOLDER",
      description = "Keep the output and the status of each job in a folder of its own in FOLDER.")
  private @Nullable String results;

  @Option(
      names = {"--joblog", "--jl"},
      paramLabel = "FILE",
      description = "Write a line for each job, as GNU parallel does; +FILE appends.")
  private @Nullable String jobLog;

  /** Made by picocli. */
  OutputOptions() {}

  /**
   * @param asLines true if another option asks for it
   * @param replacement how the placeholder for each value is written
   */
  OutputSettings settings(boolean asLines, boolean pipe, String replacement) {
    boolean lines = lineByLine || asLines;
    if (keepOrder && lines) {
      throw new UsageProblem(
          "--line shows lines as they come, and --keep-order does not; give one of them.");
    }
    return new OutputSettings(
        keepOrder,
        tag(pipe, replacement),
        lines,
        results(),
        jobLog,
        Colour.isTerminal(1),
        Colour.isTerminal(2));
  }

  private @Nullable String tag(boolean pipe, String replacement) {
    if (tag == null) {
      return tagged ? pipe ? NUMBER : replacement : null;
    }
    if (tag.contains("{%}")) {
      throw new UsageProblem("--tagstring has no slot {%}; {#} is the number of the job.");
    }
    return ByteText.encode(tag);
  }

  private @Nullable Path results() {
    if (results == null) {
      return null;
    }
    if (results.matches(".*\\{.*\\}.*|.*\\.(?i:csv|tsv|json)")) {
      throw new UsageProblem(
          "--results is a folder, with a folder for each input in it; it has no placeholder, and"
              + " is no .csv, .tsv or .json.");
    }
    return Path.of(results);
  }
}
