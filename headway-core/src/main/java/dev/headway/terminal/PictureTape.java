package dev.headway.terminal;

import dev.headway.recording.CastHeader;
import dev.headway.recording.Film;
import dev.headway.recording.RecordingFormat;
import dev.headway.recording.Still;
import dev.headway.recording.SvgWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture, moving or of the final screen, that is written when it ends. Before that there is no
 * file of it.
 */
final class PictureTape implements Tape {

  private final RecordingFile file;
  private final CastHeader header;
  private final boolean moving;
  private final Sheet sheet;
  private final Film film = new Film();

  /** What was there when it began. */
  private final @Nullable BasicFileAttributes before;

  PictureTape(RecordingFile file, CastHeader header) {
    this.file = file;
    this.header = header;
    this.moving = file.format() == RecordingFormat.SVG;
    this.sheet = new Sheet(new Size(header.columns(), header.rows()));
    this.before = file.attributes();
  }

  @Override
  public void output(long nanos, String text) {
    sheet.write(text);
    if (moving) {
      film.add(nanos / 1_000_000, sheet.spans());
    }
  }

  @Override
  public @Nullable String end() throws IOException {
    byte[] picture = (moving ? picture() : text()).getBytes(StandardCharsets.UTF_8);
    RecordingFile to = isUntouched(file.attributes()) ? file : file.beside();
    to.replace(picture);
    return to == file
        ? null
        : "Something else has written "
            + RecordingFile.shown(file.path())
            + " meanwhile; this recording is in "
            + RecordingFile.shown(to.path())
            + ". With %p in its name, HEADWAY_RECORD gives each process a file of its own.";
  }

  /** Another process may have recorded to the same name, and ended earlier. */
  private boolean isUntouched(@Nullable BasicFileAttributes now) {
    if (before == null || now == null) {
      return now == null;
    }
    return before.size() == now.size()
        && before.lastModifiedTime().equals(now.lastModifiedTime())
        && String.valueOf(before.fileKey()).equals(String.valueOf(now.fileKey()));
  }

  private String picture() {
    String title = header.title() == null ? "" : header.title();
    return new SvgWriter(header.columns(), title).write(film.stills());
  }

  private String text() {
    List<String> lines = new Still(0, sheet.spans()).texts();
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
