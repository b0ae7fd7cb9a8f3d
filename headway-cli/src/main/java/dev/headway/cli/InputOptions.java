package dev.headway.cli;

import dev.headway.cli.run.ByteText;
import dev.headway.cli.run.Escapes;
import dev.headway.cli.run.InputSettings;
import dev.headway.cli.run.UsageProblem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the inputs of a run come from, and how they are cut. */
final class InputOptions {
  private static final List<String> ONE_LINE = List.of(":", "1", ".*\n", ".*\\n");

  @Option(
      names = {"-a", "--arg-file", "--argfile"},
      paramLabel = "FILE",
      description = "Read the inputs from a file. Several are combined, as several ':::' are.")
  private List<Path> files = List.of();

  @Option(
      names = {"-0", "--null"},
      description = "Inputs end with a null byte, as find -print0 writes them.")
  private boolean nullSeparated;

  @Option(
      names = {"-d", "--delimiter"},
      paramLabel = "TEXT",
      description = "Inputs end with a text, such as ',' or '\\t', also in words behind ':::'.")
  private @Nullable String delimiter;

  @Option(
      names = {"-C", "--colsep", "--col-sep"},
      paramLabel = "REGEX",
      description = "Cut inputs into columns, {1}, {2} and so on, where REGEX matches.")
  private @Nullable String columns;

  @Option(names = "--csv", description = "Inputs are comma-separated columns, perhaps in quotes.")
  private boolean csv;

  @Option(
      names = "--header",
      paramLabel = ":",
      description =
          "The first input of each source has names of columns: {name} stands for one. With"
              + " --pipe, the first lines go to each job: as many as said, one for ':'.")
  private @Nullable String header;

  @Option(
      names = {"--link", "--xapply"},
      description = "Take the first inputs of all sources together, then the second, and so on.")
  private boolean linked;

  @Option(
      names = "-I",
      paramLabel = "TEXT",
      defaultValue = "{}",
      description = "Write TEXT in the command in place of {}.")
  private String replacement;

  @Option(
      names = "-E",
      paramLabel = "TEXT",
      description = "Read no more behind an input that is TEXT.")
  private @Nullable String end;

  @Option(
      names = {"-r", "--no-run-if-empty"},
      description = "Leave out inputs of blanks alone.")
  private boolean skipBlank;

  @Option(
      names = {"--arg-sep", "--argsep"},
      hidden = true,
      defaultValue = ":::")
  private String listMark;

  @Option(
      names = {"--arg-file-sep", "--argfilesep"},
      hidden = true,
      defaultValue = "::::")
  private String fileMark;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  InputOptions() {}

  InputSettings settings(boolean pipe) {
    if (replacement.isEmpty()) {
      throw new UsageProblem("-I needs a text of one character at least.");
    }
    if (header != null && !pipe && !ONE_LINE.contains(header)) {
      throw new UsageProblem("--header is ':', for names in the first input of each source.");
    }
    if (pipe && (columns != null || csv || linked || end != null || skipBlank)) {
      throw new UsageProblem(
          "With --pipe jobs get blocks of input and no values; --colsep, --csv, --link, -E and -r"
              + " have no meaning then.");
    }
    return new InputSettings(
        files,
        ByteText.encode(listMark),
        ByteText.encode(fileMark),
        separator(),
        end == null ? null : ByteText.encode(end),
        skipBlank,
        columns == null ? null : ByteText.encode(columns),
        csv,
        header != null && !pipe,
        linked,
        ByteText.encode(replacement));
  }

  private @Nullable String separator() {
    if (nullSeparated) {
      return "\0";
    }
    if (delimiter == null) {
      return null;
    }
    String separator = Escapes.of(ByteText.encode(delimiter));
    if (separator.isEmpty()) {
      throw new UsageProblem("-d needs a text of one character at least, such as '\\n'.");
    }
    return separator;
  }

  /** Returns how many lines at the beginning go to each job. */
  int headerLines() {
    if (header == null) {
      return 0;
    }
    if (ONE_LINE.contains(header)) {
      return 1;
    }
    if (!header.matches("[1-9]\\d{0,5}")) {
      throw new UsageProblem("With --pipe, --header is ':' or a number of lines.");
    }
    return Integer.parseInt(header);
  }
}
