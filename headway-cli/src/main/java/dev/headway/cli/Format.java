package dev.headway.cli;

import dev.headway.recording.CastConverter;
import dev.headway.terminal.RecordingFormat;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses, before anything is done, a file that cannot be made. */
final class Format {

  private Format() {}

  static RecordingFormat check(CommandSpec spec, Path file) {
    RecordingFormat format;
    try {
      format = RecordingFormat.of(file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    try {
      new CastConverter().check(format);
    } catch (UnsupportedOperationException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
    return format;
  }
}
