package dev.headway.cli.run;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The program that a script names in its first line.
 *
 * @param name its path, a byte text
 */
record Interpreter(String name) {
  private static final String MARK = "#!";

  /** So much of a script the system looks at. */
  private static final int LOOKED_AT = 256;

  /** The interpreter of a script may be one itself. */
  private static final int DEEPEST = 5;

  /**
   * Returns the interpreter for want of which a program cannot run.
   *
   * @param program its path, a byte text
   * @return null if it is no script, or there is nothing wrong with its interpreter
   */
  static @Nullable Interpreter atFault(String program) {
    String path = program;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Interpreter next = of(path);
      if (next == null || !next.canRun()) {
        return next;
      }
      path = next.name;
    }
    return null;
  }

  private static @Nullable Interpreter of(String script) {
    try (InputStream in = new FileInputStream(ByteText.shown(script))) {
      String begin = ByteText.of(in.readNBytes(LOOKED_AT));
      String line = begin.startsWith(MARK) ? begin.substring(MARK.length()).split("\n", 2)[0] : "";
      String name = line.replaceFirst("^[ \t]+", "").split("[ \t]", 2)[0];
      return name.isEmpty() ? null : new Interpreter(name);
    } catch (IOException e) {
      return null; // It may be run, but not read.
    }
  }

  private boolean canRun() {
    try {
      Path path = Path.of(ByteText.shown(name));
      return Files.isExecutable(path) && !Files.isDirectory(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Says what is wrong with it. */
  String problem() {
    String shown = ByteText.shown(name);
    if (name.endsWith("\r")) {
      return "its first line, which names the interpreter "
          + shown.strip()
          + ", ends with a carriage return";
    }
    boolean exists = Files.exists(Path.of(shown));
    return "its interpreter " + shown + (exists ? " may not be run" : " does not exist");
  }
}
