package dev.headway.cli;

import dev.headway.recording.CastHeader;
import dev.headway.recording.CastWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A page that holds a recording and its player, and needs nothing else. */
final class Page {

  /** A page with more would be no pleasure. */
  private static final int LARGEST = 64 << 20;

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

  /** The page, for a recording that is read once for its events and once for its last screen. */
  static String of(Path file, CastReader cast, Timing timing, String title) throws IOException {
    CastHeader header = cast.first();
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    CastHeader second =
        new CastHeader(
            2, header.columns(), header.rows(), header.timestamp(), header.title(), null, null);
    CastWriter writer = new CastWriter(events, second);
    for (CastEvent event = cast.next(); event != null; event = cast.next()) {
      if (events.size() > LARGEST) {
        throw new CastException(
            file + " is too long for a page: it has more than " + (LARGEST >> 20) + " MiB.");
      }
      writer.event(timing.micros(event), event.code(), event.data());
    }
    String last;
    try (CastReader again = CastReader.open(file)) {
      last = String.join("\n", Emulator.play(again, new Timing(null)).last().texts());
    }
    String name = title.isEmpty() ? "Recording" : title;
    return resource("page.html")
        .replace("%%title%%", escaped(name))
        .replace("%%last%%", escaped(last))
        .replace("%%style%%", resource(STYLE))
        .replace("%%page-style%%", resource("page.css"))
        .replace("%%page-script%%", resource("page.js"))
        .replace("%%script%%", resource(SCRIPT).replace("</script", "<\\/script"))
        // A less-than sign could end the element that it stands in.
        .replace("%%cast%%", events.toString(StandardCharsets.UTF_8).replace("<", "\\u003c"));
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : text.toCharArray()) {
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
