package dev.headway.terminal;

import dev.headway.internal.text.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a recording goes: an asciicast, <a
 * href="https://docs.asciinema.org/manual/asciicast/v2/">version 2</a> or <a
 * href="https://docs.asciinema.org/manual/asciicast/v3/">3</a>. Each line is handed on whole and at
 * once, so that the file is whole up to whatever ends the process. What has another format is made
 * of the asciicast at the end. Used by one thread at a time.
 */
final class RecordingSink {
  /** What is made of the asciicast when it is whole. */
  interface Target {
    /**
     * Makes it.
     *
     * @return what the user must know of it, as a sentence; mostly null
     */
    @Nullable String complete() throws IOException;

    /** Says where the asciicast is, if it could not be made. */
    String leftoverNote();
  }

  private final OutputStream stream;
  private final int version;
  private final @Nullable Target converted;

  /** Of the last event, as it was written: what rounding takes from one wait, the next gets. */
  private long writtenMillis;

  /** Writes an asciicast on a stream, which should not hold back what it is given. */
  RecordingSink(OutputStream stream, CastHeader header) throws IOException {
    this(stream, header, null);
  }

  RecordingSink(OutputStream stream, CastHeader header, @Nullable Target converted)
      throws IOException {
    this.stream = stream;
    this.version = header.version();
    this.converted = converted;
    write(header.line(System.currentTimeMillis() / 1000));
  }

  /**
   * The terminal was written to.
   *
   * @param nanos when, since the beginning
   * @param text what, with its control sequences
   */
  void output(long nanos, String text) throws IOException {
    event(nanos, 'o', text);
  }

  /**
   * A point to be found again.
   *
   * @param nanos when, since the beginning
   * @param label what happened
   */
  void mark(long nanos, String label) throws IOException {
    event(nanos, 'm', label);
  }

  private void event(long nanos, char code, String data) throws IOException {
    StringBuilder line = new StringBuilder(data.length() + 32).append('[').append(time(nanos));
    line.append(", \"").append(code).append("\", ");
    JsonText.quote(line, data, false);
    write(line.append(']').toString());
  }

  private String time(long nanos) {
    if (version == 2) {
      long micros = nanos / 1000;
      return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
    }
    long millis = (nanos + 500_000) / 1_000_000;
    long wait = Math.max(0, millis - writtenMillis);
    writtenMillis += wait;
    return String.format(Locale.ROOT, "%d.%03d", wait / 1000, wait % 1000);
  }

  private void write(String line) throws IOException {
    stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  /**
   * There will be no more: the file gets its end.
   *
   * @return what the user must know of it, as a sentence; mostly null
   */
  @Nullable String end() throws IOException {
    stream.close();
    return converted == null ? null : converted.complete();
  }

  /** There will be no more, whatever has failed: the file is left as it is. */
  void close() throws IOException {
    stream.close();
  }

  /** What a failure has left, as a sentence behind a blank; empty if the file says it itself. */
  String leftoverNote() {
    return converted == null ? "" : converted.leftoverNote();
  }
}
