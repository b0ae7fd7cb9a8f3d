package dev.headway.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the moving picture of the README from a real run; see {@code docs/make-picture}. */
public final class Picture {

  private static final int COLUMNS = 80;

  /** All that the demonstration prints, and the line below it, so that nothing scrolls off. */
  private static final int ROWS = 33;

  /** Time to read the end before it begins anew. */
  private static final long PAUSE_MILLIS = 3000;

  private static final String COMMAND = "./headway demo";

  private static final String DESCRIPTION =
      "A terminal shows the same five tasks under five progress bars. One after the other: the bar"
          + " is live, the work is slow. On five processes, a bar over the list: it stands still,"
          + " then jumps. Over ordered values: it waits for the slowest. As values complete: it is"
          + " live, and the results come as 2, 3, 4, 5, 6. With Headway's own bar: it is live, and"
          + " the results are in the order of the inputs, 6, 5, 4, 3, 2.";

  private Picture() {}

  /**
   * Films the demonstration in the current folder and writes the picture.
   *
   * @param args the file to write
   * @throws Exception if that is not possible
   */
  public static void main(String[] args) throws Exception {
    List<Still> film = new Camera(COLUMNS, ROWS).film(COMMAND);
    String missing = Expected.missingFrom(film);
    if (!missing.isEmpty()) {
      System.err.println("No picture: " + missing + ". Try again while the machine is calm.");
      System.exit(1);
    }
    long end = film.get(film.size() - 1).millis() + PAUSE_MILLIS;
    String svg = new SvgWriter(COLUMNS, COMMAND, DESCRIPTION).write(film, end);
    Path file = Path.of(args[0]);
    Files.writeString(file, svg);
    System.err.printf(
        "%s: %d bytes, %.1f s, %d stills%n", file, Files.size(file), end / 1000.0, film.size());
  }
}
