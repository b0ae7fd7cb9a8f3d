package dev.headway.cli;

import dev.headway.cli.run.ByteText;
import dev.headway.cli.run.Escapes;
import dev.headway.cli.run.PipeSettings;
import dev.headway.cli.run.UsageProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How standard input is cut into blocks for jobs. */
final class PipeOptions {

  @Option(
      names = {"--pipe", "--spreadstdin"},
      description = "Give each job a block of standard input to read, and no values.")
  private boolean pipe;

  @Option(
      names = {"--pipe-part", "--pipepart"},
      hidden = true)
  private boolean part;

  @Option(
      names = {"--block", "--block-size", "--blocksize"},
      paramLabel = "SIZE",
      defaultValue = "1M",
      converter = BatchOptions.Size.class,
      description = "How large a block of --pipe is: 10k, 1M, 2G (default: 1M).")
  private long block;

  @Option(
      names = "--recend",
      paramLabel = "TEXT",
      description = "What a record of --pipe ends with (default: '\\n').")
  private @Nullable String recordEnd;

  @Option(
      names = "--recstart",
      paramLabel = "TEXT",
      description = "What a record of --pipe begins with.")
  private @Nullable String recordStart;

  @Option(
      names = {"--rrs", "--remove-rec-sep", "--removerecsep"},
      description = "Give jobs neither --recstart nor --recend.")
  private boolean withoutSeparators;

  /** Made by picocli. */
  PipeOptions() {}

  boolean isPipe() {
    return pipe || part;
  }

  PipeSettings settings(BatchOptions batch, InputOptions input) {
    String end = recordEnd == null ? recordStart == null ? "\n" : "" : text(recordEnd);
    String start = recordStart == null ? "" : text(recordStart);
    int records = batch.records();
    if (end.isEmpty() && start.isEmpty() && (records > 0 || batch.lines() > 1)) {
      throw new UsageProblem(
          "Records without an end cannot be counted; give --recend or --recstart a text.");
    }
    return new PipeSettings(
        block, records, batch.lines(), end, start, withoutSeparators, input.headerLines());
  }

  private static String text(String written) {
    return Escapes.of(ByteText.encode(written));
  }
}
