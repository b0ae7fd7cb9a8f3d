package dev.headway.terminal;

import dev.headway.recording.CastHeader;
import dev.headway.recording.RecordingFormat;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** What a recording is kept on. Used by one thread at a time. */
interface Tape {

  /** A new file; what it is does not depend on it being completed, as far as the format allows. */
  static Tape in(RecordingFile file, CastHeader header) throws IOException {
    if (file.format() == RecordingFormat.CAST) {
      OutputStream stream = file.grow();
      try {
        return new CastTape(stream, header);
      } catch (IOException | RuntimeException e) {
        stream.close();
        throw e;
      }
    }
    file.check();
    return new PictureTape(file, header);
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

  /**
   * There will be no more: the file gets its end.
   *
   * @return what the user must know of it, as a sentence; mostly null
   */
  @Nullable String end() throws IOException;
}
