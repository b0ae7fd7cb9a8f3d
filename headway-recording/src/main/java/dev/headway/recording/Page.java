package dev.headway.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that holds a recording and its player, and needs nothing else. */
final class Page {

  /** A page with more would be no pleasure. */
  private static final int LARGEST = 32 << 20;

  private static final Pattern PLACE = Pattern.compile("%%([a-z-]+)%%");
  private static final String SCRIPT = "player/asciinema-player.min.js";
  private static final String STYLE = "player/asciinema-player.css";

  private Page() {}

  /** Refuses if there is no player to put into a page. */
  static void check() {
    if (Page.class.getResource(SCRIPT) == null) {
      throw new UnsupportedOperationException(
          "This headway was built without the player that a page needs. Build it again without"
              + " -Dheadway.noPlayer, or choose .svg.");
    }
  }

  /** Writes the page, for a recording that is read once for its end and once for its events. */
  static void write(Path from, CastReader cast, Timing timing, String title, OutputStream page)
      throws IOException {
    if (!Files.isRegularFile(from)) {
      throw new CastException(from + " cannot be read twice, as a page needs it. Give a file.");
    }
    String last;
    try (CastReader again = CastReader.open(from)) {
      last = String.join("\n", Emulator.last(again).texts());
    }
    String template = resource("page.html");
    Matcher place = PLACE.matcher(template);
    int done = 0;
    while (place.find()) { // In one pass: nothing looks again at what was put in.
      print(page, template.substring(done, place.start()));
      switch (place.group(1)) {
        case "title" -> print(page, escaped(title.isEmpty() ? "Recording" : title));
        case "last" -> print(page, escaped(last));
        case "style" -> print(page, resource(STYLE));
        case "page-style" -> print(page, resource("page.css"));
        case "page-script" -> print(page, resource("page.js"));
        case "script" -> print(page, resource(SCRIPT).replace("</script", "<\\/script"));
        case "cast" -> embed(from, cast, timing, page);
        default -> throw new IllegalStateException(place.group());
      }
      done = place.end();
    }
    print(page, template.substring(done));
  }

  private static void embed(Path from, CastReader cast, Timing timing, OutputStream page)
      throws IOException {
    Embedded embedded = new Embedded(page, from);
    CastHeader header = cast.header();
    CastHeader second =
        new CastHeader(
            2, header.columns(), header.rows(), header.timestamp(), header.title(), null, null);
    CastConversion.copy(cast, timing, new CastWriter(embedded, second));
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
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Page.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("the jar of headway-recording is incomplete: it has no " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
