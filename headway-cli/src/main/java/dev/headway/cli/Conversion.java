package dev.headway.cli;

import dev.headway.recording.CastHeader;
import dev.headway.recording.CastWriter;
import dev.headway.recording.RecordingFormat;
import dev.headway.recording.SvgWriter;
import dev.headway.text.FileProblem;
import dev.headway.text.Visible;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one file of another. What is there is replaced only when the new one is whole. */
final class Conversion {
  private final Path from;
  private final Path to;
  private final RecordingFormat format;
  private final int version;
  private final @Nullable Double idleLimit;

  /**
   * A conversion that is to be made.
   *
   * @param format of what is made
   * @param version of an asciicast that is written
   * @param idleLimit the longest wait in seconds, or null for what the recording says
   */
  Conversion(Path from, Path to, RecordingFormat format, int version, @Nullable Double idleLimit) {
    this.from = from;
    this.to = to;
    this.format = format;
    this.version = version;
    this.idleLimit = idleLimit;
  }

  /** Makes the file, and returns the number of the line in which the recording is cut off, or 0. */
  int make() throws IOException {
    try (CastReader cast = CastReader.open(from)) {
      Path part = newPart();
      try {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
          write(cast, file);
        }
        permit(part);
        Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      return cast.cutOff();
    }
  }

  /** Beside what is made, so that it can take its name. */
  private Path newPart() throws IOException {
    return Files.createTempFile(check(to), ".headway-", ".part");
  }

  /** Refuses what could not be made, and returns the folder of what can. */
  static Path check(Path to) throws IOException {
    Path folder = to.toAbsolutePath().getParent();
    if (Files.isDirectory(to)) {
      throw new FileSystemException(to.toString(), null, "it is a folder");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NoSuchFileException(to.toString(), null, "there is no folder " + folder);
    }
    return folder;
  }

  /** What a user is told of a file that could not be made; its name is the one that was given. */
  static Mishap unwritable(Path file, IOException e) {
    return new Mishap(file + " cannot be written: " + FileProblem.of(e) + ".");
  }

  private void write(CastReader cast, OutputStream file) throws IOException {
    CastHeader header = cast.first();
    Double limit = idleLimit == null ? header.idleLimit() : idleLimit;
    switch (format) {
      case CAST -> copy(cast, new Timing(idleLimit), new CastWriter(file, of(header)));
      case SVG -> {
        print(file, picture(cast, new Timing(limit), title(header)));
      }
      case TXT -> {
        List<String> lines = Emulator.last(cast).texts();
        print(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
      }
      case HTML -> Page.write(from, cast, new Timing(limit), title(header), file);
    }
  }

  private String picture(CastReader cast, Timing timing, String title) throws IOException {
    Emulator.Shown shown;
    try {
      shown = Emulator.play(cast, timing);
    } catch (IllegalStateException e) {
      throw new CastException(from + ": " + e.getMessage() + "; make an .html of it.");
    }
    return new SvgWriter(shown.columns(), title).write(shown.film());
  }

  private CastHeader of(CastHeader header) {
    return new CastHeader(
        version,
        header.columns(),
        header.rows(),
        header.timestamp(),
        header.title(),
        header.command(),
        header.idleLimit());
  }

  /** Writes all events again. */
  static void copy(CastReader cast, Timing timing, CastWriter to) throws IOException {
    for (CastEvent event = cast.next(); event != null; event = cast.next()) {
      to.event(timing.micros(event), event.code(), event.data());
    }
  }

  private static String title(CastHeader header) {
    String title = header.title() != null ? header.title() : header.command();
    return title == null ? "" : Visible.of(title);
  }

  private static void print(OutputStream file, String text) throws IOException {
    file.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As what is there, or as a copy of the recording: what few may read, is read by no more. */
  private void permit(Path part) throws IOException {
    Path usual = part.resolveSibling(part.getFileName() + ".usual");
    try {
      if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(to));
        return;
      }
      Files.createFile(usual);
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(usual);
      permissions.retainAll(Files.getPosixFilePermissions(from));
      Files.setPosixFilePermissions(part, permissions);
    } catch (UnsupportedOperationException noSuchPermissions) {
      // Then there is nothing to set.
    } finally {
      Files.deleteIfExists(usual);
    }
  }
}
