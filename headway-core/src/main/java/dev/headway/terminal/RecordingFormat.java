package dev.headway.terminal;

import dev.headway.internal.text.ControlEscapes;
import java.nio.file.Path;
import java.util.Locale;

/** The format of a recording, by the ending of its file name. */
public enum RecordingFormat {
  /** What asciinema reads: every moment, to be played. */
  CAST,
  /** A picture that moves by itself, for a page. */
  SVG,
  /** A page with a player. */
  HTML,
  /** The final screen. */
  TXT;

  /** Stands in the first 512 bytes of each picture and page, and tells it from those of others. */
  public static final String MARK = "<!-- Generator: Headway, a recording -->";

  /**
   * Whether a file is an older recording.
   *
   * @param head how it begins
   * @param byName whether its name was chosen for a recording alone, so that any text of that name
   *     is one. The name in a variable of the environment was not: it reaches more programs than
   *     are meant
   */
  boolean recognizes(String head, boolean byName) {
    return switch (this) {
      case CAST -> head.startsWith("{") && head.contains("\"version\"");
      case SVG, HTML -> head.contains(MARK);
      case TXT -> byName;
    };
  }

  /**
   * The format of a file.
   *
   * @param file its name ends with {@code .cast}, {@code .svg}, {@code .html} or {@code .txt}
   * @return the format
   * @throws IllegalArgumentException if its name ends otherwise
   */
  public static RecordingFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    for (RecordingFormat format : values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "A recording ends in .cast, .svg, .html or .txt, not as "
            + ControlEscapes.of(file.toString(), ControlEscapes.MAX_LENGTH)
            + " does.");
  }
}
