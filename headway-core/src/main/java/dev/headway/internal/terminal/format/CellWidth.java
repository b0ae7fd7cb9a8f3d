package dev.headway.internal.terminal.format;

/**
 * How many cells a text takes on a terminal. Characters that are drawn as one are measured as one:
 * a letter with its accents, an emoji with its skin tone, a family joined by zero-width joiners, a
 * flag. Characters of ambiguous width count as one cell, as they do outside of East Asian locales.
 */
public final class CellWidth {

  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_PRESENTATION = 0xFE0F;

  private CellWidth() {}

  /** The cells of a text without control characters. */
  public static int of(String text) {
    int cells = 0;
    for (int at = 0; at < text.length(); ) {
      int end = clusterEnd(text, at);
      cells += clusterCells(text, at, end);
      at = end;
    }
    return cells;
  }

  /**
   * How many cells more the text takes on terminals that do not draw an emoji with its skin tone,
   * or emoji that are joined, as one. This many cells must stay free, or the line might wrap.
   */
  public static int doubt(String text) {
    int cells = 0;
    for (int at = 0; at < text.length(); ) {
      int end = clusterEnd(text, at);
      cells += Math.max(0, separateCells(text, at, end) - clusterCells(text, at, end));
      at = end;
    }
    return cells;
  }

  private static int separateCells(String text, int start, int end) {
    return text.substring(start, end)
        .codePoints()
        .map(part -> isRegional(part) ? 2 : CellTable.cells(part))
        .sum();
  }

  /** Returns the longest beginning of the text that fits into this width. */
  public static String prefix(String text, int cells) {
    int left = cells;
    int at = 0;
    while (at < text.length()) {
      int end = clusterEnd(text, at);
      left -= clusterCells(text, at, end);
      if (left < 0) {
        break;
      }
      at = end;
    }
    return text.substring(0, at);
  }

  /** The text if it fits, else its beginning with an ellipsis; nothing if not even that fits. */
  public static String truncate(String text, int cells, String ellipsis) {
    if (of(text) <= cells) {
      return text;
    }
    int room = cells - of(ellipsis);
    return room < 0 ? prefix(text, Math.max(0, cells)) : prefix(text, room) + ellipsis;
  }

  /** Returns the text, padded with spaces to this width. */
  public static String pad(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - of(text)));
  }

  /** Where the characters end that are drawn as one with the one at {@code start}. */
  public static int clusterEnd(String text, int start) {
    int first = text.codePointAt(start);
    int at = start + Character.charCount(first);
    if (isRegional(first) && at < text.length() && isRegional(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    boolean emoji = CellTable.cells(first) == 2;
    while (at < text.length()) {
      int next = text.codePointAt(at);
      emoji |= next == EMOJI_PRESENTATION;
      boolean joins = CellTable.cells(next) == 0 && !Character.isISOControl(next);
      if (!joins && !(isSkinTone(next) && emoji)) {
        break;
      }
      at += Character.charCount(next);
      if (next == ZERO_WIDTH_JOINER && at < text.length() && emoji) {
        int joined = text.codePointAt(at);
        if (CellTable.cells(joined) == 2 || isSymbol(joined)) {
          at += Character.charCount(joined);
        }
      }
    }
    return at;
  }

  public static int clusterCells(String text, int start, int end) {
    int first = text.codePointAt(start);
    int afterFirst = start + Character.charCount(first);
    if (isRegional(first)) {
      return afterFirst < end && isRegional(text.codePointAt(afterFirst)) ? 2 : 1;
    }
    int cells = CellTable.cells(first);
    boolean emoji = cells == 1 && text.indexOf(EMOJI_PRESENTATION, afterFirst) == afterFirst;
    return emoji && afterFirst < end ? 2 : cells;
  }

  private static boolean isRegional(int codePoint) {
    return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
  }

  private static boolean isSkinTone(int codePoint) {
    return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
  }

  /** Signs such as those for male and female, which emoji are joined with. */
  private static boolean isSymbol(int codePoint) {
    return codePoint >= 0x2190 && codePoint <= 0x2BFF;
  }
}
