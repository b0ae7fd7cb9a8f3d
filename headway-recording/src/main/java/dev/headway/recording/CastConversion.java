package dev.headway.recording;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.terminal.RecordingFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made of an asciicast. Immutable.
 *
 * @param from the asciicast
 * @param format what to make of it
 * @param version of an asciicast that is written, 2 or 3
 * @param idleLimit the longest wait between two events in seconds, or null for what the asciicast
 *     says
 */
public record CastConversion(
    Path from, RecordingFormat format, int version, @Nullable Double idleLimit) {

  /**
   * Makes it.
   *
   * @param to where it is written; stays open
   * @return the number of the line in which the asciicast is cut off, or 0
   * @throws CastException if the asciicast cannot be read, or is too much for the format
   * @throws IOException if it cannot be written
   */
  public int write(OutputStream to) throws IOException {
    try (CastReader cast = CastReader.open(from)) {
      CastHeader header = cast.header();
      Double limit = idleLimit == null ? header.idleLimit() : idleLimit;
      switch (format) {
        case CAST -> copy(cast, new Timing(idleLimit), new CastWriter(to, withVersion(header)));
        case SVG -> print(to, picture(cast, new Timing(limit), title(header)));
        case TXT -> {
          List<String> lines = Emulator.last(cast).texts();
          print(to, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        }
        case HTML -> Page.write(from, cast, new Timing(limit), title(header), to);
      }
      return cast.truncatedLine();
    }
  }

  private String picture(CastReader cast, Timing timing, String title) throws IOException {
    Emulator.Shown shown;
    try {
      shown = Emulator.play(cast, timing);
    } catch (IllegalStateException e) {
      throw new CastException(from + ": " + e.getMessage() + "; make an .html of it.");
    }
    return new SvgWriter(shown.columns(), title).write(shown.frames());
  }

  private CastHeader withVersion(CastHeader header) {
    return new CastHeader(
        version,
        header.columns(),
        header.rows(),
        header.timestamp(),
        header.title(),
        header.command(),
        header.idleLimit());
  }

  /** Writes all events again. */
  static void copy(CastReader cast, Timing timing, CastWriter to) throws IOException {
    for (CastEvent event = cast.next(); event != null; event = cast.next()) {
      to.event(timing.micros(event), event.code(), event.data());
    }
  }

  private static String title(CastHeader header) {
    String title = header.title() != null ? header.title() : header.command();
    return title == null ? "" : ControlEscapes.of(title);
  }

  private static void print(OutputStream to, String text) throws IOException {
    to.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
