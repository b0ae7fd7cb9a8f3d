package dev.headway.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Makes pictures, pages and texts of asciicasts. Found by {@link java.util.ServiceLoader} with the
 * class loader of Headway; the artifact {@code headway-recording} has one. Each recording uses one
 * of its own, by one thread at a time.
 */
public interface RecordingConverter {

  /**
   * Refuses a format that it cannot make. Called before anything is recorded.
   *
   * @param format what is wanted; never {@link RecordingFormat#CAST}
   * @throws UnsupportedOperationException if it cannot make it; the message is shown to the user
   */
  void check(RecordingFormat format);

  /**
   * Makes a file. If the program is ending, this holds up its end.
   *
   * @param cast an asciicast that is whole
   * @param format what to make of it
   * @param to where it is written; stays open
   * @throws IOException if the one cannot be read, or not be made, or the other not be written; the
   *     message is shown to the user
   */
  void convert(Path cast, RecordingFormat format, OutputStream to) throws IOException;
}
