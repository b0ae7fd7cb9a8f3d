package dev.headway.internal.terminal.format;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts between their words. */
public final class Wrapping {

  private Wrapping() {}

  /** Returns lines of this width at most, unless a word is longer; each is indented. */
  public static List<String> lines(String text, String indent, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    boolean empty = true;
    for (String word : text.split(" ")) {
      String gap = empty ? "" : " ";
      if (!empty && CellWidth.of(line + gap + word) > width) {
        lines.add(line.toString());
        line = new StringBuilder(indent).append("  "); // What follows stands a little deeper.
        gap = "";
      }
      line.append(gap).append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
