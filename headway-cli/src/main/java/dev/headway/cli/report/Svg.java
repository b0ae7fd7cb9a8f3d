package dev.headway.cli.report;

import java.util.Locale;

/** Pieces of a picture: texts, numbers, and the marks of failures, each of a shape of its own. */
final class Svg {

  private Svg() {}

  /** A text as XML has it, without characters that XML does not allow. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  private static boolean isAllowed(int c) {
    boolean control = c < ' ' && c != '\n' && c != '\t';
    return !control && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
  }

  /** A number with one place at most. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A line of text. */
  static String text(double x, double y, String style, String text) {
    return "<text x=\""
        + number(x)
        + "\" y=\""
        + number(y)
        + "\" class=\""
        + style
        + "\">"
        + escaped(text)
        + "</text>\n";
  }

  /** A path, or nothing if it has no part. */
  static String path(String style, CharSequence parts) {
    return parts.isEmpty() ? "" : "<path class=\"" + style + "\" d=\"" + parts + "\"/>\n";
  }

  /** The marks of failures, with an edge that parts them from what is below. */
  static String marks(TaskOutcome outcome, CharSequence shapes) {
    return path("halo", shapes) + path("mark " + outcome.field(), shapes);
  }

  /** The shape of a failure around a point, as part of a path. */
  static String mark(TaskOutcome outcome, double x, double y) {
    return switch (outcome) {
      case TIMED_OUT -> // A circle.
          "M" + number(x - 3.5) + " " + number(y) + "a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0";
      case CRASHED -> // A triangle.
          "M" + number(x) + " " + number(y - 4.5) + "l4.5 8h-9z";
      case STOPPED -> // A square.
          "M" + number(x - 3) + " " + number(y - 3) + "h6v6h-6z";
      default -> // A cross.
          "M" + number(x - 3) + " " + number(y - 3) + "l6 6m0-6l-6 6";
    };
  }
}
