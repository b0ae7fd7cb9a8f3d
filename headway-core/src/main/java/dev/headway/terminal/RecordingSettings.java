package dev.headway.terminal;

import dev.headway.internal.display.ProcessDisplay;
import dev.headway.internal.terminal.layout.Size;
import dev.headway.progress.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * What a {@link Recording} is to be like. Immutable; each method returns settings of its own.
 *
 * <pre>{@code
 * RecordingSettings.to(Path.of("run.cast")).size(100, 30).version(3).title("nightly").start()
 * }</pre>
 */
public final class RecordingSettings {
  private final Path file;
  private final RecordingFormat format;
  private final CastHeader header;

  private RecordingSettings(Path file, RecordingFormat format, CastHeader header) {
    this.file = file;
    this.format = format;
    this.header = header;
  }

  /**
   * A recording that is to be made, of 80 by 24 cells.
   *
   * @param file where it goes; an older recording that is there is replaced
   * @return its settings
   * @throws IllegalArgumentException if the name does not end in {@code .cast}, {@code .svg},
   *     {@code .html} or {@code .txt}
   */
  public static RecordingSettings to(Path file) {
    CastHeader header = new CastHeader(2, new Size(80, 24), null);
    return new RecordingSettings(file, RecordingFormat.of(file), header);
  }

  /**
   * Sets the size of the terminal.
   *
   * @param columns the width in cells, from 1 to 1000
   * @param rows the height in cells, from 1 to 1000, and not more than 250,000 cells in all
   * @return new settings
   * @throws IllegalArgumentException if no terminal has that size
   */
  public RecordingSettings size(int columns, int rows) {
    return with(new CastHeader(header.version(), new Size(columns, rows), header.title()));
  }

  /**
   * Sets the version of an asciicast; other formats have none.
   *
   * @param version 2, as it is unless this is called, or 3
   * @return new settings
   * @throws IllegalArgumentException if it is neither
   */
  public RecordingSettings version(int version) {
    return with(new CastHeader(version, header.size(), header.title()));
  }

  /**
   * Sets the title, which players and pictures show.
   *
   * @param title what is recorded
   * @return new settings
   */
  public RecordingSettings title(String title) {
    return with(new CastHeader(header.version(), header.size(), title));
  }

  private RecordingSettings with(CastHeader other) {
    return new RecordingSettings(file, format, other);
  }

  /**
   * Begins a recording that is a view, to be given to a display or a pool.
   *
   * @return the recording, to be closed
   * @throws java.nio.file.FileAlreadyExistsException if there is something else at its place: a
   *     file that is no recording, a link, a folder, or a recording that goes on
   * @throws IOException if the file cannot be written
   * @throws UnsupportedOperationException if it does not end in {@code .cast}, and the artifact
   *     {@code headway-recording} is not there or cannot make it; the message says what to do
   */
  public Recording open() throws IOException {
    return open(new RecordingFile(file, head -> format.recognizes(head, true)));
  }

  /** Returns the file for a recording that the environment asks for. */
  RecordingFile fileOfEnvironment() {
    return new RecordingFile(file, head -> format.recognizes(head, false));
  }

  Recording open(RecordingFile at) throws IOException {
    RecordingSink sink = sink(at);
    Recording recording = new Recording(Ticker.system(), sink, header.size());
    recording.begin();
    return recording;
  }

  private RecordingSink sink(RecordingFile at) throws IOException {
    ConvertedFile converted =
        format == RecordingFormat.CAST ? null : ConvertedFile.begin(at, format);
    OutputStream stream = converted == null ? at.grow() : converted.openCast();
    try {
      return new RecordingSink(stream, header, converted);
    } catch (IOException | RuntimeException e) {
      stream.close();
      if (converted != null) {
        converted.discard();
      }
      throw e;
    }
  }

  /**
   * Begins to record what the display of this process shows, whether it has a bar or not.
   *
   * @return the recording, to be closed
   * @throws java.nio.file.FileAlreadyExistsException if there is something else at its place: a
   *     file that is no recording, a link, a folder, or a recording that goes on
   * @throws IOException if the file cannot be written
   * @throws UnsupportedOperationException if it does not end in {@code .cast}, and the artifact
   *     {@code headway-recording} is not there or cannot make it; the message says what to do
   */
  public Recording start() throws IOException {
    Recording recording = open();
    recording.watch(ProcessDisplay.get());
    return recording;
  }
}
