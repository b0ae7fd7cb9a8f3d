package dev.headway.internal.terminal.format;

/** Cuts names so that what tells them apart stays. */
public final class NameFormat {

  private NameFormat() {}

  /** Cuts a name to this width. A path keeps its end; any other name keeps both of its ends. */
  public static String fit(String name, int cells, Theme theme) {
    String ellipsis = theme.ellipsis();
    int room = cells - CellWidth.of(ellipsis);
    if (CellWidth.of(name) <= cells || room < 8) {
      return CellWidth.truncate(name, cells, ellipsis);
    }
    boolean path = name.indexOf('/') >= 0 && name.indexOf(' ') < 0;
    String begin = path ? "" : CellWidth.prefix(name, (room + 1) / 2);
    return begin + ellipsis + suffix(name, room - CellWidth.of(begin));
  }

  /** The longest end of a text that fits. */
  private static String suffix(String text, int cells) {
    int at = 0;
    while (at < text.length() && CellWidth.of(text.substring(at)) > cells) {
      at = CellWidth.clusterEnd(text, at);
    }
    return text.substring(at);
  }
}
