package dev.headway.cli.run.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins a line that ends in a blank with the next one, as -L has it. Used by one thread. */
public final class ContinuedLines implements ValueReader<String> {
  private final ValueReader<String> lines;

  /**
   * Makes a reader.
   *
   * @param lines what is joined
   */
  public ContinuedLines(ValueReader<String> lines) {
    this.lines = lines;
  }

  /**
   * Joins lines that are there.
   *
   * @param lines in their order
   * @return what they become
   */
  public static List<String> of(List<String> lines) {
    ContinuedLines reader = new ContinuedLines(ValueReader.of(lines));
    List<String> joined = new ArrayList<>();
    try {
      for (String next = reader.next(); next != null; next = reader.next()) {
        joined.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Nothing is read.
    }
    return joined;
  }

  @Override
  public @Nullable String next() throws IOException {
    StringBuilder joined = null;
    while (true) {
      String line = lines.next();
      if (line == null) {
        return joined == null ? null : joined.toString();
      }
      boolean goesOn = !line.isEmpty() && Columns.isBlank(line.charAt(line.length() - 1));
      if (!goesOn && joined == null) {
        return line;
      }
      joined = (joined == null ? new StringBuilder() : joined).append(line);
      if (!goesOn) {
        return joined.toString();
      }
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
