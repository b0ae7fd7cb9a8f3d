package dev.headway.cli.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headway.cli.TemporaryFile;
import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of which a report is made. Standard input is copied to a file that is deleted with this,
 * since some reports read twice.
 */
final class InputFile implements Closeable {
  private static final int HEAD = 1 << 16;
  private static final String JOURNAL = "\u0089HWJ\r\n\u001a\n";
  private static final String COMPRESSED = "\u001f\u008b";
  private static final Pattern NINJA = Pattern.compile(NinjaLogReader.HEADER + "(\\d{1,9})\\s");

  /** Numbers of the first row of a joblog, without its header. */
  private static final Pattern JOB_ROW =
      Pattern.compile(
          "\\d+\t[^\t\n]+\t *[\\d.,]+\t *[\\d.,]+\t[^\t\n]*\t[^\t\n]*\t-?\\d+\t\\d+\t.*");

  private static final Pattern EVENT = Pattern.compile("(?m)^\\{\"v\":\\d+,\"event\":\"");

  private static final int FIRST_NINJA = 5;
  private static final int LAST_NINJA = 7;

  private final String name;
  private final Path path;
  private final boolean isCopy;

  private InputFile(String name, Path path, boolean isCopy) {
    this.name = name;
    this.path = path;
    this.isCopy = isCopy;
  }

  /**
   * Opens a file.
   *
   * @param given its name, or a dash for standard input
   * @param in standard input
   */
  static InputFile open(String given, InputStream in) {
    if (given.equals("-")) {
      return copy(in);
    }
    String name = ControlEscapes.whole(given);
    if (given.isEmpty()) {
      throw new ReportProblem("The name of the file is empty.");
    }
    Path path;
    try {
      path = Path.of(given);
    } catch (InvalidPathException e) {
      throw new ReportProblem("There is no file " + name + ".");
    }
    if (Files.isDirectory(path)) {
      throw new ReportProblem(name + " is a folder. Name a file in it.");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      try (InputStream pipe = Files.newInputStream(path)) {
        return copy(name, pipe);
      } catch (IOException e) {
        throw unreadable(name, e);
      }
    }
    return new InputFile(name, path, false);
  }

  private static InputFile copy(InputStream in) {
    return copy("standard input", in);
  }

  private static InputFile copy(String name, InputStream in) {
    Path copy = null;
    try {
      Path folder = Path.of(System.getProperty("java.io.tmpdir"));
      copy = TemporaryFile.in(folder, "headway-", ".input");
      fill(copy, name, in);
      return new InputFile(name, copy, true);
    } catch (IOException | ReportProblem e) {
      if (copy != null) {
        copy.toFile().delete();
      }
      throw e instanceof ReportProblem problem
          ? problem
          : new ReportProblem("No copy of " + name + " can be made: " + FileErrors.of(e) + ".");
    }
  }

  /** Not by Files.copy: that makes the file anew, and then others may read it. */
  private static void fill(Path copy, String name, InputStream in) throws IOException {
    byte[] buffer = new byte[HEAD];
    try (OutputStream out = Files.newOutputStream(copy)) {
      for (int n = read(name, in, buffer); n >= 0; n = read(name, in, buffer)) {
        out.write(buffer, 0, n);
      }
    }
  }

  /** What cannot be read is not to be taken for a copy that cannot be written. */
  private static int read(String name, InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  static ReportProblem unreadable(String name, IOException e) {
    return new ReportProblem(name + " cannot be read: " + FileErrors.of(e) + ".");
  }

  /** Its name as the user gave it, made visible. */
  String name() {
    return name;
  }

  /** Where its bytes are. */
  Path path() {
    return path;
  }

  /** Whether it is a copy of what was a stream. */
  boolean isCopy() {
    return isCopy;
  }

  /** Finds out by its content what it is. */
  TaskLog log() {
    String head;
    try (InputStream stream = Files.newInputStream(path)) {
      head = new String(stream.readNBytes(HEAD), ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new ReportProblem("There is no file " + name + ".");
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    if (head.isBlank()) {
      throw new ReportProblem(
          head.isEmpty()
              ? name + " is empty, so there is nothing to report."
              : name + " has blank lines alone, so there is nothing to report.");
    }
    if (head.startsWith(JOURNAL)) {
      return new JournalReader(path, name);
    }
    if (head.startsWith(NinjaLogReader.HEADER)) {
      return ninja(head);
    }
    if (head.startsWith(JobLogReader.HEADER) || JOB_ROW.matcher(head).lookingAt()) {
      return new JobLogReader(path);
    }
    if (EVENT.matcher(head).find()) {
      return new EventReader(path);
    }
    throw unknown(head);
  }

  private TaskLog ninja(String head) {
    Matcher version = NINJA.matcher(head);
    int number = version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
    if (number < FIRST_NINJA || number > LAST_NINJA) {
      String which = number == 0 ? "an unknown version" : "version " + number;
      throw new ReportProblem(
          name + " is a log of ninja of " + which + "; versions 5, 6 and 7 can be read.");
    }
    return new NinjaLogReader(path);
  }

  private ReportProblem unknown(String head) {
    if (head.startsWith(COMPRESSED)) {
      return new ReportProblem(
          name + " is compressed. Unpack it first: gunzip -c FILE | headway report -");
    }
    if (head.startsWith("{\"version\"")) {
      return new ReportProblem(name + " is a recording. Play it with: headway replay FILE");
    }
    return new ReportProblem(
        name
            + " is none of the files that can be read: a journal of Headway, a joblog of Headway or"
            + " GNU parallel, JSON lines of Headway (HEADWAY_PROGRESS=json:FILE), a .ninja_log.");
  }

  @Override
  public void close() {
    if (isCopy) {
      path.toFile().delete();
    }
  }
}
