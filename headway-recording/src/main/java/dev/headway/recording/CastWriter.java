package dev.headway.recording;

import dev.headway.internal.text.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes an asciicast, <a href="https://docs.asciinema.org/manual/asciicast/v2/">version 2</a> or
 * <a href="https://docs.asciinema.org/manual/asciicast/v3/">3</a>: one line of JSON for each event.
 * Not safe for several threads.
 */
final class CastWriter {

  private final OutputStream stream;
  private final int version;

  /** Of the last event, as it was written: what rounding takes from one wait, the next gets. */
  private long writtenMillis;

  /**
   * Writes the first line.
   *
   * @param stream where the file goes; should not hold back what it is given
   * @param header its first line
   * @throws IOException if that cannot be written
   */
  CastWriter(OutputStream stream, CastHeader header) throws IOException {
    this.stream = stream;
    this.version = header.version();
    write(header.line());
  }

  /**
   * Writes an event.
   *
   * @param micros when, in microseconds since the beginning, not before the last event
   * @param code what kind of event, such as {@code o} for output
   * @param data what belongs to it
   * @throws IOException if that cannot be written
   */
  void event(long micros, String code, String data) throws IOException {
    StringBuilder line = new StringBuilder(data.length() + 32).append('[').append(time(micros));
    line.append(", ");
    JsonText.quote(line, code, false);
    line.append(", ");
    JsonText.quote(line, data, false);
    write(line.append(']').toString());
  }

  private String time(long micros) {
    if (version == 2) {
      return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
    }
    long millis = (micros + 500) / 1000;
    long wait = Math.max(0, millis - writtenMillis);
    writtenMillis += wait;
    return String.format(Locale.ROOT, "%d.%03d", wait / 1000, wait % 1000);
  }

  private void write(String line) throws IOException {
    stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
