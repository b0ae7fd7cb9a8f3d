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
        Page.check();
      }
      Path cast = page ? Files.createTempFile("headway-", ".cast") : file;
      RecordingSettings settings = Recording.to(cast).size(COLUMNS, rows).title(title);
      return new Camera(file, cast, settings.version(version).start());
    } catch (IllegalArgumentException e) {
      throw new Mishap(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Mishap(file + " cannot be written: " + e.getMessage() + ".");
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
        new Conversion(cast, file, 2, null).make();
        Files.delete(cast);
      }
    } catch (IOException e) {
      throw new Mishap(file + " cannot be written: " + e.getMessage() + ".");
    }
  }
}
