package dev.headway.terminal;

import dev.headway.recording.Film;
import dev.headway.recording.Still;
import dev.headway.recording.SvgWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A picture, moving or of the final screen, that is written when it ends. */
final class PictureTape implements Tape {

  private final OutputStream file;
  private final Size size;
  private final String title;
  private final boolean moving;
  private final Sheet sheet;
  private final Film film = new Film();

  PictureTape(OutputStream file, Size size, String title, boolean moving) {
    this.file = file;
    this.size = size;
    this.title = title;
    this.moving = moving;
    this.sheet = new Sheet(size);
  }

  @Override
  public void output(long nanos, String text) {
    sheet.write(text);
    if (moving) {
      film.add(nanos / 1_000_000, sheet.spans());
    }
  }

  @Override
  public void end() throws IOException {
    String picture = moving ? new SvgWriter(size.columns(), title).write(film.stills()) : text();
    try (file) {
      file.write(picture.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String text() {
    List<String> lines = new Still(0, sheet.spans()).texts();
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
