package dev.headway.recording;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.terminal.RecordingFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes frames as a picture that moves by style sheet alone, without a script, in a light and a
 * dark theme. Rows are stored once, and shown where and while they stood. If motion is unwanted or
 * unsupported, the picture shows the last frame. The text of that frame is the description for
 * screen readers. Not safe for several threads; used once.
 *
 * <pre>{@code
 * Files.writeString(file, new SvgWriter(80, "headway demo").write(frames.frames()));
 * }</pre>
 */
final class SvgWriter {

  /** Time to read the end before it begins anew. */
  private static final long PAUSE_MILLIS = 3000;

  private static final int MARGIN = 20;
  private static final int TITLE_BAR = 34;

  /** Cells of the title bar that the title leaves free, for the buttons and their like. */
  private static final int BESIDE_TITLE = 14;

  private static final String BUTTONS =
      """
      <g id="buttons"><circle cx="20" cy="17" r="5"/><circle cx="38" cy="17" r="5"/>\
      <circle cx="56" cy="17" r="5"/></g>
      """;

  private final int columns;
  private final String title;

  private final Map<List<Span>, String> names = new LinkedHashMap<>();
  private final StringBuilder stage = new StringBuilder();
  private final StringBuilder keyframes = new StringBuilder();

  /**
   * Makes a writer.
   *
   * @param columns the width of the screen in cells
   * @param title what stands in the title bar, as much of it as fits; may be empty
   */
  SvgWriter(int columns, String title) {
    this.columns = columns;
    this.title = title;
  }

  /**
   * The whole document. It begins anew some seconds after the last frame.
   *
   * @param frames in the order of their times
   * @return the text of an SVG file
   */
  String write(List<ScreenFrame> frames) {
    ScreenFrame last =
        frames.isEmpty() ? new ScreenFrame(0, List.of()) : frames.get(frames.size() - 1);
    return write(frames, last.millis() + PAUSE_MILLIS, String.join("\n", last.texts()));
  }

  private String write(List<ScreenFrame> frames, long millis, String description) {
    List<RowInterval> intervals = RowInterval.of(frames, millis);
    Map<List<Long>, List<RowInterval>> scenes = new LinkedHashMap<>();
    for (RowInterval interval : intervals) {
      List<Long> time = List.of(interval.from(), interval.to());
      scenes.computeIfAbsent(time, unused -> new ArrayList<>()).add(interval);
    }
    scenes.forEach((time, scene) -> place(scene, time.get(0), time.get(1), millis));
    int height = intervals.stream().mapToInt(interval -> interval.row() + 1).max().orElse(1);
    return document(height, millis, description);
  }

  private void place(List<RowInterval> scene, long from, long to, long millis) {
    stage.append("<g");
    if (from > 0 || to < millis) {
      String name = "k" + from + (to < millis ? "-" + to : "");
      stage.append(to < millis ? " visibility=\"hidden\"" : "");
      stage.append(" style=\"animation-name:").append(name).append('"');
      keyframes.append("@keyframes ").append(name).append('{');
      if (from > 0) {
        keyframes.append("0%{visibility:hidden}");
      }
      keyframes.append(percent(from, millis));
      keyframes.append(to < millis ? "" : ",to").append("{visibility:visible}");
      if (to < millis) {
        keyframes.append(percent(to, millis)).append(",to{visibility:hidden}");
      }
      keyframes.append("}\n");
    }
    stage.append('>');
    for (RowInterval interval : scene) {
      String name = names.computeIfAbsent(interval.spans(), unused -> "r" + names.size());
      stage.append("<use href=\"#").append(name).append("\" y=\"");
      stage.append(interval.row() * RowDrawing.HEIGHT).append("\"/>");
    }
    stage.append("</g>\n");
  }

  private static String percent(long millis, long of) {
    return String.format(Locale.ROOT, "%.3f", 100.0 * millis / of).replaceFirst("\\.?0+$", "")
        + "%";
  }

  /** Appended in one pass: nothing looks again at what the user's texts were put into. */
  private String document(int rows, long millis, String description) {
    double width = columns * RowDrawing.CELL + 2 * MARGIN;
    int height = TITLE_BAR + rows * RowDrawing.HEIGHT + MARGIN;
    String w = RowDrawing.number(width);
    String safeTitle =
        RowDrawing.escaped(ControlEscapes.of(title, Math.max(1, columns - BESIDE_TITLE)));
    StringBuilder svg = new StringBuilder(stage.length() + keyframes.length() + (1 << 16));
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(w);
    svg.append("\" height=\"").append(height);
    svg.append("\" viewBox=\"0 0 ").append(w).append(' ').append(height);
    svg.append("\" role=\"img\" aria-labelledby=\"title desc\">\n")
        .append(RecordingFormat.MARK)
        .append('\n');
    svg.append("<title id=\"title\">").append(safeTitle).append("</title>\n");
    svg.append("<desc id=\"desc\">").append(RowDrawing.escaped(description)).append("</desc>\n");
    svg.append("<style>\n").append(css().strip());
    svg.append("\n#stage>g{animation-duration:").append(RowDrawing.number(millis / 1000.0));
    svg.append("s}\n").append(keyframes).append("</style>\n");
    svg.append("<rect id=\"window\" x=\".5\" y=\".5\" width=\"")
        .append(RowDrawing.number(width - 1));
    svg.append("\" height=\"").append(height - 1).append("\" rx=\"9\"/>\n");
    svg.append(BUTTONS);
    svg.append("<text id=\"name\" x=\"50%\" y=\"22\">")
        .append(safeTitle)
        .append("</text>\n<defs>\n");
    names.forEach(
        (spans, name) -> {
          svg.append("<g id=\"").append(name).append("\">");
          svg.append(RowDrawing.of(spans)).append("</g>\n");
        });
    svg.append("</defs>\n<g id=\"stage\" transform=\"translate(").append(MARGIN);
    svg.append(' ').append(TITLE_BAR + 4).append(")\">\n");
    return svg.append(stage).append("</g>\n</svg>\n").toString();
  }

  private static String css() {
    try (InputStream css = SvgWriter.class.getResourceAsStream("picture.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The style of pictures cannot be read.", e);
    }
  }
}
