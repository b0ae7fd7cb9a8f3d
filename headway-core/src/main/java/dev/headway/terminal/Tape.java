package dev.headway.terminal;

import dev.headway.recording.CastHeader;
import dev.headway.recording.RecordingFormat;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** What a recording is kept on. Used by one thread at a time. */
interface Tape {

  /** A new file; what it is does not depend on it being completed, as far as the format allows. */
  static Tape in(Path path, RecordingFormat format, CastHeader header) throws IOException {
    OutputStream file = new FileOutputStream(path.toFile());
    if (format == RecordingFormat.CAST) {
      return new CastTape(file, header);
    }
    Size size = new Size(header.columns(), header.rows());
    String title = header.title() == null ? "" : header.title();
    return new PictureTape(file, size, title, format == RecordingFormat.SVG);
  }

  /**
   * The terminal was written to.
   *
   * @param nanos when, since the beginning
   * @param text what, with its control sequences
   */
  void output(long nanos, String text) throws IOException;

  /**
   * A point to be found again.
   *
   * @param nanos when, since the beginning
   * @param label what happened
   */
  default void mark(long nanos, String label) throws IOException {}

  /** There will be no more: the file gets its end. */
  void end() throws IOException;
}
