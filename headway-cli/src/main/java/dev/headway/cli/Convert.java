package dev.headway.cli;

import dev.headway.recording.CastConversion;
import dev.headway.recording.CastException;
import dev.headway.terminal.RecordingFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a picture, a page or another recording of a recording. */
@Command(
    name = "convert",
    description = {
      "Make a picture, a page, a text or another recording of a recording.",
      "The recording is an asciicast of version 2 or 3, as headway and asciinema make them."
    })
final class Convert implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "IN", description = "The recording.")
  private Path from;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description =
          "What to make: .svg a moving picture, .html a page with a player, .txt the final screen,"
              + " .cast another recording.")
  private Path to;

  @Option(
      names = "--cast-version",
      paramLabel = "2|3",
      defaultValue = "2",
      converter = Numbers.CastVersion.class,
      description = "The version of OUT if it ends in .cast (default: ${DEFAULT-VALUE}).")
  private int castVersion;

  @Option(
      names = "--idle-limit",
      paramLabel = "SECONDS",
      converter = Numbers.Limit.class,
      description = "Wait no longer between two events (default: as the recording says).")
  private @Nullable Double idleLimit;

  /** Made by picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields.
  Convert() {}

  @Override
  public void run() {
    RecordingFormat format = Format.check(spec, to);
    try {
      if (Files.exists(from) && Files.exists(to) && Files.isSameFile(from, to)) {
        throw new UserError(
            "The recording would be overwritten by what is made of it: " + to + ".");
      }
      CastConversion content = new CastConversion(from, format, castVersion, idleLimit);
      int[] truncatedLine = new int[1];
      new OutputFile(to, from).make(file -> truncatedLine[0] = content.write(file));
      if (truncatedLine[0] > 0) {
        TruncationWarning.tell(spec, from, truncatedLine[0]);
      }
    } catch (CastException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw OutputFile.unwritable(to, e);
    }
  }
}
