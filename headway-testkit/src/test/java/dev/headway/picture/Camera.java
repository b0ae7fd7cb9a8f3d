package dev.headway.picture;

import dev.headway.testkit.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;

/** Runs a command on a terminal of its own and films what that shows. */
final class Camera {

  /** Variables that would make the demonstration look otherwise than to a stranger. */
  private static final List<String> TASTES =
      List.of("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "HEADWAY_PROGRESS", "COLUMNS", "LINES");

  private final int columns;
  private final int rows;

  Camera(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  List<Still> film(String command) throws IOException, InterruptedException {
    // script, of util-linux, makes the terminal; it ends with the command and with its exit code.
    ProcessBuilder script =
        new ProcessBuilder(
            "script",
            "-qfec",
            "stty cols " + columns + " rows " + rows + "; exec " + command,
            "/dev/null");
    script.redirectError(Redirect.INHERIT);
    Map<String, String> environment = script.environment();
    TASTES.forEach(environment::remove);
    environment.put("TERM", "xterm-256color");
    // Standard input stays open until the end: a terminal does not hang up meanwhile.
    Process process = script.start();
    Film film = new Film();
    Screen screen = new Screen(columns, rows);
    try (InputStream output = process.getInputStream()) {
      byte[] bytes = new byte[1 << 16];
      for (int n = output.read(bytes); n >= 0; n = output.read(bytes)) {
        long millis = System.nanoTime() / 1_000_000;
        screen.output().write(bytes, 0, n);
        film.add(millis, screen.spans());
      }
    } finally {
      process.getOutputStream().close();
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(command + " ended with status " + status + ".");
    }
    return film.stills();
  }
}
