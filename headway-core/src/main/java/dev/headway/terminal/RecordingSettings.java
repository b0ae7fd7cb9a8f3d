package dev.headway.terminal;

import dev.headway.progress.Display;
import dev.headway.progress.Ticker;
import dev.headway.recording.CastHeader;
import dev.headway.recording.RecordingFormat;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Recording} is to be like. Immutable; each method returns settings of its own.
 *
 * <pre>{@code
 * Recording.to(Path.of("run.cast")).size(100, 30).version(3).title("nightly").start()
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

  static RecordingSettings of(Path file) {
    RecordingFormat format;
    try {
      format = RecordingFormat.of(file);
    } catch (IllegalArgumentException e) { // Which speaks of pages too.
      throw new IllegalArgumentException(
          "A recording ends in .cast, .svg or .txt, not as " + RecordingFile.shown(file) + " does.",
          e);
    }
    if (format == RecordingFormat.HTML) {
      throw new IllegalArgumentException(
          "A recording ends in .cast, .svg or .txt. A page with a player is made of one: record a"
              + " .cast, then make the page by headway convert.");
    }
    return new RecordingSettings(file, format, new CastHeader(2, 80, 24, null, null, null, null));
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
    return with(header.version(), columns, rows, header.title());
  }

  /**
   * Sets the version of an asciicast; other formats have none.
   *
   * @param version 2, as it is unless this is called, or 3
   * @return new settings
   * @throws IllegalArgumentException if it is neither
   */
  public RecordingSettings version(int version) {
    return with(version, header.columns(), header.rows(), header.title());
  }

  /**
   * Sets the title, which players and pictures show.
   *
   * @param title what is recorded
   * @return new settings
   */
  public RecordingSettings title(String title) {
    return with(header.version(), header.columns(), header.rows(), title);
  }

  private RecordingSettings with(int version, int columns, int rows, @Nullable String title) {
    return new RecordingSettings(
        file, format, new CastHeader(version, columns, rows, null, title, null, null));
  }

  /**
   * Begins a recording that is a view, to be given to a display or a pool.
   *
   * @return the recording, to be closed
   * @throws java.nio.file.FileAlreadyExistsException if there is something else at its place: a
   *     file that is no recording, a link, a folder, or a recording that goes on
   * @throws IOException if the file cannot be written
   */
  public Recording open() throws IOException {
    return open(new RecordingFile(file, format, true));
  }

  /** What is recorded without the program knowing of it. */
  RecordingFile fileOfEnvironment() {
    return new RecordingFile(file, format, false);
  }

  Recording open(RecordingFile at) throws IOException {
    Size size = new Size(header.columns(), header.rows());
    CastHeader dated = header.at(System.currentTimeMillis() / 1000);
    Recording recording = new Recording(Ticker.system(), Tape.in(at, dated), size);
    recording.begin();
    return recording;
  }

  /**
   * Begins to record what the display of this process shows, whether it has a bar or not.
   *
   * @return the recording, to be closed
   * @throws java.nio.file.FileAlreadyExistsException if there is something else at its place: a
   *     file that is no recording, a link, a folder, or a recording that goes on
   * @throws IOException if the file cannot be written
   */
  public Recording start() throws IOException {
    Recording recording = open();
    recording.watch(Display.standard());
    return recording;
  }
}
