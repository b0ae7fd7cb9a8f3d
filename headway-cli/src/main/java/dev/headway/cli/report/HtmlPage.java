package dev.headway.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.text.ControlEscapes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a page that holds a report and needs nothing else: it asks for nothing over the network,
 * and only its own script may run in it. All texts of the user are texts there, never markup.
 */
final class HtmlPage {
  private static final Pattern PLACE = Pattern.compile("%%([a-z-]+)%%");
  private static final int PICTURE_WIDTH = 800;
  private static final int LEFT = 64;
  private static final int RIGHT = 20;

  private final ReportData data;
  private final String style;
  private final String script;

  private HtmlPage(ReportData data) throws IOException {
    this.data = data;
    style = resource("page.css") + resource("picture.css").replace("svg{--", ".none{--");
    script = resource("page.js");
  }

  static void write(ReportData data, OutputStream to) throws IOException {
    new HtmlPage(data).write(to);
  }

  private void write(OutputStream to) throws IOException {
    String template = resource("page.html");
    Matcher place = PLACE.matcher(template);
    int done = 0;
    while (place.find()) { // In one pass: nothing looks again at what was put in.
      print(to, template.substring(done, place.start()));
      if (place.group(1).equals("data")) {
        data(to);
      } else {
        print(to, text(place.group(1)));
      }
      done = place.end();
    }
    print(to, template.substring(done));
    to.flush();
  }

  private String text(String place) {
    return switch (place) {
      case "title" -> Svg.escaped(ControlEscapes.of(data.title()));
      case "style" -> style;
      case "style-hash" -> hash(style);
      case "script" -> script;
      case "script-hash" -> hash(script);
      case "summary" -> Svg.escaped(String.join("\n", TextReport.lines(data)));
      case "warnings" -> warnings();
      case "pictures" -> pictures();
      default -> throw new IllegalStateException(place);
    };
  }

  private String warnings() {
    StringBuilder html = new StringBuilder();
    for (String warning : data.reading().warnings()) {
      html.append("<p class=\"warning\">").append(Svg.escaped(warning)).append("</p>\n");
    }
    return html.toString();
  }

  /** What the lines of JSON tell of the whole job; there are no lanes of all tasks then. */
  private String pictures() {
    JobProgress job = data.mainJob();
    if (job == null) {
      return "";
    }
    double width = PICTURE_WIDTH - LEFT - RIGHT;
    RunningPanel running = new RunningPanel(job, data.timeline(), LEFT, width, 12);
    String html =
        picture(
            "Tasks that ran",
            "How many tasks ran at each time.",
            running.drawn(),
            running.bottom());
    if (job.samples().forecasts().isEmpty()) {
      return html;
    }
    ForecastPanel forecast = new ForecastPanel(job, LEFT, width, 12);
    return html
        + picture(
            "Predicted end",
            "The predicted end and its range over time, and the true end. The summary has numbers.",
            forecast.drawn(),
            forecast.bottom());
  }

  private static String picture(String title, String says, String svg, double bottom) {
    String height = Svg.number(bottom + 24);
    return "<section><h2>"
        + title
        + "</h2><div class=\"picture\"><svg viewBox=\"0 0 "
        + PICTURE_WIDTH
        + " "
        + height
        + "\" role=\"img\" aria-label=\""
        + says
        + "\">\n"
        + svg
        + "</svg></div></section>\n";
  }

  private void data(OutputStream to) throws IOException {
    OutputStream open = new NotClosing(to);
    try (OutputStream packed = Base64.getEncoder().wrap(open)) {
      PageData.write(data, packed);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java has SHA-256.", e);
    }
  }

  private static void print(OutputStream to, String text) throws IOException {
    to.write(text.getBytes(UTF_8));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = HtmlPage.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("the jar of headway is incomplete: it has no " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
