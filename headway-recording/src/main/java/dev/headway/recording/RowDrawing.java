package dev.headway.recording;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Draws a row at the origin. Whatever the font of the reader, each character stands in its cell:
 * each span has its place and its length. Block elements are drawn as rectangles, as most terminals
 * do it, since fonts leave gaps between them; shades are rectangles that let the paper through.
 */
final class RowDrawing {

  static final double CELL = 8.4;
  static final int HEIGHT = 19;
  static final int BASELINE = 14;

  /** A bar is as high as the letters beside it, not as the row. */
  private static final int BAR_TOP = 2;

  private static final int BAR_HEIGHT = 15;

  private static final Pattern WORD = Pattern.compile("(bg-)?([a-z-]+|#[0-9a-f]{6})");

  private static final int FULL_BLOCK = '█';
  private static final int LEFT_EIGHTH = '▏';

  private final StringBuilder svg = new StringBuilder();

  private RowDrawing() {}

  static String of(List<Span> row) {
    RowDrawing drawing = new RowDrawing();
    row.forEach(drawing::draw);
    return drawing.svg.toString();
  }

  private void draw(Span span) {
    background(span);
    int[] characters = span.text().codePoints().toArray();
    if (span.cells() != characters.length) { // Wide characters: no blocks among them.
      text(span.column(), span.cells(), span.text(), span.style());
      return;
    }
    for (int from = 0; from < characters.length; ) {
      boolean block = isBlock(characters[from]);
      String shade = shade(characters[from]);
      int to = from;
      while (to < characters.length
          && isBlock(characters[to]) == block
          && shade(characters[to]).equals(shade)) {
        to++;
      }
      if (block) {
        blocks(span.column() + from, characters, from, to, span.style());
      } else if (!shade.isEmpty()) {
        rectangle(span.column() + from, (to - from) * CELL, span.style(), shade);
      } else {
        String text = new String(characters, from, to - from);
        text(span.column() + from, to - from, text, span.style());
      }
      from = to;
    }
  }

  private void background(Span span) {
    for (String word : words(span.style())) {
      if (word.startsWith("bg-")) {
        String colour = word.substring("bg-".length());
        svg.append("<rect x=\"").append(number(span.column() * CELL));
        svg.append("\" width=\"").append(number(span.cells() * CELL));
        svg.append("\" height=\"").append(HEIGHT).append('"').append(classes(colour)).append("/>");
      }
    }
  }

  private static boolean isBlock(int character) {
    return character >= FULL_BLOCK && character <= LEFT_EIGHTH;
  }

  /** How much of its cell a shade covers; empty if the character is none. */
  private static String shade(int character) {
    return switch (character) {
      case '░' -> ".35";
      case '▒' -> ".7";
      default -> "";
    };
  }

  /** One rectangle for as many as touch each other. */
  private void blocks(int column, int[] characters, int from, int to, String style) {
    int eighths = 0;
    int begin = column;
    for (int i = from; i < to; i++) {
      int part = LEFT_EIGHTH + 1 - characters[i];
      eighths += part;
      if (part < 8 || i == to - 1) {
        rectangle(begin, eighths * CELL / 8, style, "");
        eighths = 0;
        begin = column + i - from + 1;
      }
    }
  }

  private void rectangle(int column, double width, String style, String opacity) {
    svg.append("<rect x=\"").append(number(column * CELL));
    svg.append("\" y=\"").append(BAR_TOP);
    svg.append("\" width=\"").append(number(width));
    svg.append("\" height=\"").append(BAR_HEIGHT).append('"');
    svg.append(opacity.isEmpty() ? "" : " fill-opacity=\"" + opacity + "\"");
    svg.append(classes(style)).append("/>");
  }

  private void text(int column, int cells, String text, String style) {
    svg.append("<text");
    if (column > 0) {
      svg.append(" x=\"").append(number(column * CELL)).append('"');
    }
    svg.append(" y=\"").append(BASELINE).append('"');
    svg.append(" textLength=\"").append(number(cells * CELL)).append('"').append(classes(style));
    svg.append('>').append(escaped(text)).append("</text>");
  }

  /**
   * Colours that have a name follow the dress, others are what they are. On a background that does
   * not follow the dress neither does the text.
   */
  private static String classes(String style) {
    StringBuilder names = new StringBuilder();
    String colour = "";
    boolean fixed = style.contains("bg-#");
    for (String word : words(style)) {
      if (fixed && word.endsWith("white")) {
        colour = " style=\"fill:#fff\"";
      } else if (fixed && word.endsWith("black")) {
        colour = " style=\"fill:#000\"";
      } else if (word.startsWith("#")) {
        colour = " style=\"fill:" + word + "\"";
      } else if (!word.isEmpty() && !word.startsWith("bg-")) {
        names.append(names.isEmpty() ? "" : " ").append(word);
      }
    }
    return (names.isEmpty() ? "" : " class=\"" + names + "\"") + colour;
  }

  /** Those that can be a colour or the name of a class; anything else is no style. */
  private static List<String> words(String style) {
    return Stream.of(style.split(" ")).filter(word -> WORD.matcher(word).matches()).toList();
  }

  /** At most two places, none of them a zero at the end. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                default -> safe.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  /** What XML lets a document contain. */
  private static boolean isAllowed(int c) {
    boolean control = c < ' ' && c != '\n' && c != '\t';
    return !control && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
  }
}
