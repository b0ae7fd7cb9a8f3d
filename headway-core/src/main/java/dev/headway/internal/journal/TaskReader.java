package dev.headway.internal.journal;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what the records of tasks say. Safe for use by several threads. */
final class TaskReader {
  private static final int PIECE = 64 * 1024;
  private static final int WINDOWS = 32;

  private final Contents contents;
  private final SideFile values;

  /** One for each piece of the file: several threads have recorded, each some pieces in a row. */
  private final RecordWindow[] windows = new RecordWindow[WINDOWS]; // Guarded by this.

  TaskReader(ByteFile file, Contents contents, SideFile values) {
    this.contents = contents;
    this.values = values;
    Arrays.setAll(windows, i -> new RecordWindow(file, contents.header().fileId(), PIECE));
  }

  /** The last record of a task; null if there is none, or it is no longer as it was. */
  @Nullable StoredTask find(JournalKey key) throws IOException {
    long found = contents.index().get(key);
    return found == 0 ? null : find(key, KeyIndex.position(found));
  }

  private synchronized @Nullable StoredTask find(JournalKey key, long position) throws IOException {
    RecordWindow window = window(position);
    int length = window.bodyLength(position);
    int body = length == 0 ? 0 : window.body(position);
    return length == 0 || !Records.key(window.bytes(), body).equals(key)
        ? null
        : read(window.bytes(), body, length, position, contents.runStart(position));
  }

  private RecordWindow window(long position) {
    return windows[(int) (position / PIECE % WINDOWS)];
  }

  /** The fields of a record; null if it has not all. */
  static @Nullable StoredTask read(
      byte[] bytes, int body, int length, long position, long runStart) {
    RecordKind kind = Records.kind(bytes, body, length);
    Bytes.Cursor from = new Bytes.Cursor(bytes, body + Records.KEY_END, body + length);
    long index = from.readVar();
    long start = runStart + from.readVar();
    long duration = from.readVar();
    int attempt = (int) from.readVar();
    int content = from.readByte();
    int valueLength = -1;
    Reference reference = Reference.of(bytes, body, length);
    if (content == Records.VALUE) {
      valueLength = from.remaining();
    } else if (reference != null) {
      valueLength = reference.length();
    }
    return kind == null || from.isBroken()
        ? null
        : new StoredTask(kind, index, start, duration, attempt, position, valueLength);
  }

  /** The value, or the text, of a task as bytes; null if there is none, or it cannot be read. */
  synchronized byte @Nullable [] content(StoredTask task) throws IOException {
    RecordWindow window = window(task.position());
    int length = window.bodyLength(task.position());
    if (length == 0) {
      return null;
    }
    byte[] bytes = window.bytes();
    int body = window.body(task.position());
    Reference reference = Reference.of(bytes, body, length);
    if (reference != null) {
      return values.read(reference.position(), reference.length(), reference.checksum());
    }
    Bytes.Cursor from = Records.content(bytes, body, length);
    int content = from.readByte();
    return from.isBroken() || content != Records.VALUE && content != Records.TEXT
        ? null
        : Arrays.copyOfRange(bytes, from.position(), body + length);
  }
}
