package dev.headway.internal.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Leaves out of a file what later records have made void. */
final class Compaction {
  /** Smaller files are left as they are, unless the user asks. */
  private static final long MIN_SIZE = 64L << 20;

  private final Path path;
  private final ByteFile file;
  private final Contents contents;

  Compaction(Path path, ByteFile file, Contents contents) {
    this.path = path;
    this.file = file;
    this.contents = contents;
  }

  /** Whether more than half of the records are void, and they take much with their values. */
  boolean isDue() throws IOException {
    return contents.taskRecords() > 2 * contents.index().size()
        && contents.size() + sizeOf(SideFile.path(path, contents.header())) > MIN_SIZE;
  }

  private static long sizeOf(Path values) throws IOException {
    return Files.exists(values) ? Files.size(values) : 0;
  }

  /** Writes a new file, and puts it in the place of the old one. */
  void run(Disk disk) throws IOException {
    Header header = Header.random(); // Values have another name then: both files are whole.
    Path oldValues = SideFile.path(path, contents.header());
    try (SideFile from = new SideFile(disk, path, contents.header());
        SideFile to = new SideFile(disk, path, header);
        Rewrite rewrite = new Rewrite(disk, path, header)) {
      try {
        copyRecords(rewrite, from, to);
        to.force();
        rewrite.finish();
      } finally {
        if (!rewrite.isMoved()) { // Nothing reads them, and each attempt would leave others.
          Files.deleteIfExists(SideFile.path(path, header));
        }
      }
    }
    Files.deleteIfExists(oldValues);
  }

  private void copyRecords(Rewrite rewrite, SideFile from, SideFile to) throws IOException {
    RecordWindow window = new RecordWindow(file, contents.header().fileId(), RecordWindow.CHUNK);
    for (long position = Header.LENGTH; position < contents.end(); ) {
      int length = window.bodyLength(position);
      if (length == 0) {
        throw new IOException("a record has changed meanwhile");
      }
      byte[] body = window.copy(position, length);
      byte[] kept = isKept(body, position) ? withValue(body, from, to) : null;
      if (kept != null) {
        rewrite.add(kept);
      }
      position += Records.PREFIX + length;
    }
  }

  private boolean isKept(byte[] body, long position) {
    RecordKind kind = Records.kind(body, 0, body.length);
    if (kind == null || !kind.isOfTask()) {
      return kind == RecordKind.RUN || kind == RecordKind.ENDED;
    }
    JournalKey key = Records.key(body, 0);
    return KeyIndex.position(contents.index().get(key)) == position
        || kind == RecordKind.STARTED && contents.deaths(key) > 0;
  }

  /** The same record, with its long value in the new file; null if that cannot be read. */
  private static byte @Nullable [] withValue(byte[] body, SideFile from, SideFile to)
      throws IOException {
    Reference old = Reference.of(body, 0, body.length);
    if (old == null) {
      return body;
    }
    byte[] value = from.read(old.position(), old.length(), old.checksum());
    if (value == null) {
      return null; // Then the task runs again.
    }
    return old.movedTo(to.add(value, 0, value.length), body);
  }
}
