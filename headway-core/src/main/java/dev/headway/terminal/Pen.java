package dev.headway.terminal;

import java.util.ArrayList;
import java.util.List;

/** The style that a terminal writes in, as control sequences change it. */
final class Pen {

  private static final List<String> COLOURS =
      List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

  private static final int[] CUBE = {0, 95, 135, 175, 215, 255};

  private boolean bold;
  private boolean dim;
  private boolean italic;
  private boolean underline;
  private boolean inverse;
  private String ink = "";
  private String paper = "";
  private String words = "";

  /** Another one that writes like this. */
  Pen copy() {
    Pen copy = new Pen();
    copy.bold = bold;
    copy.dim = dim;
    copy.italic = italic;
    copy.underline = underline;
    copy.inverse = inverse;
    copy.ink = ink;
    copy.paper = paper;
    copy.words = words;
    return copy;
  }

  /** What is written now looks like this: see {@link dev.headway.recording.Span#style}. */
  String words() {
    return words;
  }

  /** Obeys the numbers of a sequence that ends with {@code m}. */
  void obey(String numbers) {
    List<Integer> codes = new ArrayList<>();
    for (String number : numbers.split("[;:]")) {
      codes.add(number.isEmpty() || number.length() > 4 ? 0 : Integer.parseInt(number));
    }
    for (int i = 0; i < codes.size(); i++) {
      int code = codes.get(i);
      if ((code == 38 || code == 48) && i + 1 < codes.size()) {
        int used = codes.get(i + 1) == 2 ? 4 : 2;
        if (i + used < codes.size()) {
          String colour = mixed(codes.subList(i + 2, i + used + 1));
          set(code == 38, colour);
        }
        i += used;
      } else {
        obey(code);
      }
    }
    words = joined();
  }

  private void obey(int code) {
    switch (code) {
      case 0 -> {
        bold = dim = italic = underline = inverse = false;
        ink = paper = "";
      }
      case 1 -> bold = true;
      case 2 -> dim = true;
      case 3 -> italic = true;
      case 4 -> underline = true;
      case 7 -> inverse = true;
      case 22 -> bold = dim = false;
      case 23 -> italic = false;
      case 24 -> underline = false;
      case 27 -> inverse = false;
      case 39 -> ink = "";
      case 49 -> paper = "";
      default -> {
        int colour = code % 10;
        if (colour < 8 && code >= 30 && code <= 107) {
          switch (code / 10) {
            case 3 -> ink = COLOURS.get(colour);
            case 4 -> paper = COLOURS.get(colour);
            case 9 -> ink = "bright-" + COLOURS.get(colour);
            case 10 -> paper = "bright-" + COLOURS.get(colour);
            default -> {}
          }
        }
      }
    }
  }

  private void set(boolean foreground, String colour) {
    if (foreground) {
      ink = colour;
    } else {
      paper = colour;
    }
  }

  /** One of the 256 colours, or one mixed of red, green and blue. */
  private static String mixed(List<Integer> numbers) {
    if (numbers.size() == 3) {
      return hex(numbers.get(0), numbers.get(1), numbers.get(2));
    }
    int index = numbers.get(0) & 0xFF;
    if (index < 16) {
      return (index < 8 ? "" : "bright-") + COLOURS.get(index % 8);
    }
    if (index >= 232) {
      int grey = 8 + 10 * (index - 232);
      return hex(grey, grey, grey);
    }
    int cube = index - 16;
    return hex(CUBE[cube / 36], CUBE[cube / 6 % 6], CUBE[cube % 6]);
  }

  private static String hex(int red, int green, int blue) {
    return String.format("#%02x%02x%02x", red & 0xFF, green & 0xFF, blue & 0xFF);
  }

  private String joined() {
    List<String> all = new ArrayList<>();
    add(all, bold, "bold");
    add(all, dim, "dim");
    add(all, italic, "italic");
    add(all, underline, "underline");
    String front = inverse ? (paper.isEmpty() ? "paper" : paper) : ink;
    String back = inverse ? (ink.isEmpty() ? "ink" : ink) : paper;
    add(all, !front.isEmpty(), front);
    add(all, !back.isEmpty(), "bg-" + back);
    return String.join(" ", all);
  }

  private static void add(List<String> to, boolean wanted, String word) {
    if (wanted) {
      to.add(word);
    }
  }
}
