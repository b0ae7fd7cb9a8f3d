package dev.headway.cli;

import dev.headway.recording.CastHeader;
import dev.headway.recording.CastWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A page that holds a recording and its player, and needs nothing else. */
final class Page {

  /** A page with more would be no pleasure. */
  private static final int LARGEST = 32 << 20;

  private static final String PLACE = "%%cast%%";
  private static final String SCRIPT = "player/asciinema-player.min.js";
  private static final String STYLE = "player/asciinema-player.css";

  private Page() {}

  /** Refuses if there is no player to put into a page. */
  static void check() {
    if (Page.class.getResource(SCRIPT) == null) {
      throw new Mishap(
          "This headway was built without the player that a page needs: npm, which brings it, was"
              + " missing. Install npm and build again, or choose .svg.");
    }
  }

  /** Writes the page, for a recording that is read once for its end and once for its events. */
  static void write(Path from, CastReader cast, Timing timing, String title, OutputStream page)
      throws IOException {
    String last;
    try (CastReader again = CastReader.open(from)) {
      last = String.join("\n", Emulator.last(again).texts());
    }
    String all =
        resource("page.html")
            .replace("%%title%%", escaped(title.isEmpty() ? "Recording" : title))
            .replace("%%last%%", escaped(last))
            .replace("%%style%%", resource(STYLE))
            .replace("%%page-style%%", resource("page.css"))
            .replace("%%page-script%%", resource("page.js"))
            .replace("%%script%%", resource(SCRIPT).replace("</script", "<\\/script"));
    int place = all.indexOf(PLACE);
    print(page, all.substring(0, place));
    Embedded embedded = new Embedded(page, from);
    CastHeader header = cast.first();
    CastHeader second =
        new CastHeader(
            2, header.columns(), header.rows(), header.timestamp(), header.title(), null, null);
    Conversion.copy(cast, timing, new CastWriter(embedded, second));
    print(page, all.substring(place + PLACE.length()));
  }

  private static void print(OutputStream page, String text) throws IOException {
    page.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Text of JSON inside of an element, which a less-than sign could end. */
  private static final class Embedded extends OutputStream {
    private final OutputStream page;
    private final Path from;
    private long size;

    Embedded(OutputStream page, Path from) {
      this.page = page;
      this.from = from;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      size += bytes.length;
      if (size > LARGEST) {
        throw new CastException(
            from + " is too long for a page: it has more than " + (LARGEST >> 20) + " MiB.");
      }
      print(page, new String(bytes, StandardCharsets.UTF_8).replace("<", "\\u003c"));
    }
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '%' -> safe.append("&#37;"); // It would begin what is replaced.
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Page.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("headway.jar is incomplete: it has no " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
