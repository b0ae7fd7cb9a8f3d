package dev.headway.cli;

import dev.headway.recording.RecordingFormat;
import dev.headway.terminal.Recording;
import dev.headway.terminal.RecordingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records what a command shows, in a file of any format. */
final class Camera implements AutoCloseable {
  private static final int COLUMNS = 80;

  private final Path file;

  /** What is recorded: the file itself, or what it is made of afterwards. */
  private final Path cast;

  private final Recording recording;

  private Camera(Path file, Path cast, Recording recording) {
    this.file = file;
    this.cast = cast;
    this.recording = recording;
  }

  static Camera on(Path file, int version, int rows, String title) {
    try {
      boolean page = RecordingFormat.of(file) == RecordingFormat.HTML;
      if (page) {
        Conversion.check(file); // Known before the work, not after it.
      }
      Path cast = page ? Files.createTempFile("headway-", ".cast") : file;
      RecordingSettings settings = Recording.to(cast).size(COLUMNS, rows).title(title);
      return new Camera(file, cast, settings.version(version).start());
    } catch (IOException e) {
      throw Conversion.unwritable(file, e);
    }
  }

  void print(String line) {
    recording.print(line);
  }

  @Override
  public void close() {
    try {
      recording.close();
      if (!cast.equals(file)) {
        new Conversion(cast, file, RecordingFormat.HTML, 2, null).make();
      }
    } catch (CastException e) {
      throw new Mishap(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Conversion.unwritable(file, e);
    } finally {
      if (!cast.equals(file)) {
        delete(cast);
      }
    }
  }

  private static void delete(Path cast) {
    try {
      Files.deleteIfExists(cast);
    } catch (IOException e) {
      throw Conversion.unwritable(cast, e);
    }
  }
}
