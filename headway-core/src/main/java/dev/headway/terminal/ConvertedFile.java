package dev.headway.terminal;

import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A file that a {@link RecordingConverter} makes of an asciicast when a recording ends. Until then
 * the asciicast grows in a hidden file beside it, and whatever ends the process leaves that.
 */
final class ConvertedFile implements RecordingSink.Target {

  private final RecordingFile file;
  private final RecordingFormat format;
  private final RecordingConverter converter;
  private final Path cast;

  /** What was there when it began. */
  private final @Nullable BasicFileAttributes before;

  private ConvertedFile(
      RecordingFile file, RecordingFormat format, RecordingConverter converter, Path cast) {
    this.file = file;
    this.format = format;
    this.converter = converter;
    this.cast = cast;
    this.before = file.attributes();
  }

  /** Refuses, before anything is recorded, what could not be made or written. */
  static ConvertedFile begin(RecordingFile file, RecordingFormat format) throws IOException {
    RecordingConverter converter = converter(format);
    file.check();
    return new ConvertedFile(file, format, converter, file.newHidden(".cast"));
  }

  private static RecordingConverter converter(RecordingFormat format) {
    try {
      RecordingConverter converter =
          ServiceLoader.load(RecordingConverter.class, RecordingConverter.class.getClassLoader())
              .findFirst()
              .orElseThrow(() -> unsupported("is not on the class path or module path", null));
      converter.check(format);
      return converter;
    } catch (ServiceConfigurationError | LinkageError e) {
      throw unsupported("cannot be used: " + ControlEscapes.value(e, ControlEscapes.MAX_LENGTH), e);
    }
  }

  private static UnsupportedOperationException unsupported(String why, @Nullable Error cause) {
    return new UnsupportedOperationException(
        "A recording that ends in .svg, .html or .txt is made by the artifact"
            + " dev.headway:headway-recording, which "
            + why
            + ". Add it with what it depends on, or record to a name that ends in .cast, which needs no other artifact.",
        cause);
  }

  OutputStream openCast() throws IOException {
    return Files.newOutputStream(cast, StandardOpenOption.WRITE);
  }

  @Override
  public @Nullable String complete() throws IOException {
    RecordingFile to = isUntouched(file.attributes()) ? file : file.beside();
    to.replace(stream -> converter.convert(cast, format, stream));
    discard();
    return to == file
        ? null
        : "Something else has written "
            + RecordingFile.shown(file.path())
            + " meanwhile; this recording is in "
            + RecordingFile.shown(to.path())
            + ". With %p in its name, HEADWAY_RECORD gives each process a file of its own.";
  }

  /** Deletes the asciicast. */
  void discard() throws IOException {
    Files.deleteIfExists(cast);
  }

  @Override
  public String leftoverNote() {
    return " What was recorded is in " + RecordingFile.shown(cast) + ".";
  }

  /** Another process may have recorded to the same name, and ended earlier. */
  private boolean isUntouched(@Nullable BasicFileAttributes now) {
    if (before == null || now == null) {
      return now == null;
    }
    return before.size() == now.size()
        && before.lastModifiedTime().equals(now.lastModifiedTime())
        && String.valueOf(before.fileKey()).equals(String.valueOf(now.fileKey()));
  }
}
