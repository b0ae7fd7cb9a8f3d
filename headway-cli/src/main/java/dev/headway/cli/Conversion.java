package dev.headway.cli;

import dev.headway.recording.CastHeader;
import dev.headway.recording.CastWriter;
import dev.headway.recording.RecordingFormat;
import dev.headway.recording.SvgWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one file of another. What is there is replaced only when the new one is whole. */
final class Conversion {
  private final Path from;
  private final Path to;
  private final int version;
  private final @Nullable Double idleLimit;

  /**
   * A conversion that is to be made.
   *
   * @param version of an asciicast that is written
   * @param idleLimit the longest wait in seconds, or null for what the recording says
   */
  Conversion(Path from, Path to, int version, @Nullable Double idleLimit) {
    this.from = from;
    this.to = to;
    this.version = version;
    this.idleLimit = idleLimit;
  }

  /** Makes the file, and returns the number of the line in which the recording is cut off, or 0. */
  int make() throws IOException {
    RecordingFormat format = RecordingFormat.of(to);
    Path folder = to.toAbsolutePath().getParent();
    Path part = Files.createTempFile(folder, ".headway-", ".part");
    try (CastReader cast = CastReader.open(from)) {
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(part))) {
        write(cast, format, file);
      }
      permit(part);
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      return cast.cutOff();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void write(CastReader cast, RecordingFormat format, OutputStream file)
      throws IOException {
    CastHeader header = cast.first();
    Double limit = idleLimit == null ? header.idleLimit() : idleLimit;
    switch (format) {
      case CAST -> copy(cast, new Timing(idleLimit), new CastWriter(file, of(header)));
      case SVG -> {
        Emulator.Shown shown = Emulator.play(cast, new Timing(limit));
        print(file, new SvgWriter(shown.columns(), title(header)).write(shown.film()));
      }
      case TXT -> {
        List<String> lines = Emulator.last(cast).texts();
        print(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
      }
      case HTML -> Page.write(from, cast, new Timing(limit), title(header), file);
    }
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
    if (header.title() != null) {
      return header.title();
    }
    return header.command() == null ? "" : header.command();
  }

  private static void print(OutputStream file, String text) throws IOException {
    file.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As any new file; one that is made to be private for a time stays so otherwise. */
  private static void permit(Path part) throws IOException {
    Path usual = part.resolveSibling(part.getFileName() + ".usual");
    try {
      Files.createFile(usual);
      Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(usual));
    } catch (UnsupportedOperationException noSuchPermissions) {
      // Then there is nothing to set.
    } finally {
      Files.deleteIfExists(usual);
    }
  }
}
