package dev.headway.cli;

import dev.headway.terminal.Recording;
import dev.headway.terminal.RecordingSettings;
import java.io.IOException;
import java.nio.file.Path;

/** Records what a command shows, in a file of any format. */
final class DemoRecorder implements AutoCloseable {
  private static final int COLUMNS = 80;

  private final Path file;
  private final Recording recording;

  private DemoRecorder(Path file, Recording recording) {
    this.file = file;
    this.recording = recording;
  }

  static DemoRecorder on(Path file, int version, int rows, String title) {
    try {
      return new DemoRecorder(
          file,
          RecordingSettings.to(file).size(COLUMNS, rows).title(title).version(version).start());
    } catch (IOException e) {
      throw OutputFile.unwritable(file, e);
    }
  }

  void print(String line) {
    recording.print(line);
  }

  @Override
  public void close() {
    try {
      recording.close();
    } catch (IOException e) {
      throw OutputFile.unwritable(file, e);
    }
  }
}
