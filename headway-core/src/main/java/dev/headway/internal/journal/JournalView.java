package dev.headway.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.work.JournalException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A look at a journal that changes nothing; a job may use the journal meanwhile. Not safe for use
 * by several threads.
 */
public final class JournalView implements Closeable {
  private final Path given;
  private final ByteFile file;
  private final SideFile values;
  private final Contents contents;

  private JournalView(Path given, ByteFile file, SideFile values, Contents contents) {
    this.given = given;
    this.file = file;
    this.values = values;
    this.contents = contents;
  }

  /**
   * Opens a journal to look at it.
   *
   * @param given the file
   * @return what stands in it up to now
   * @throws JournalException if it is no journal, or cannot be read
   */
  public static JournalView open(Path given) {
    Disk disk = new Disk();
    try {
      Path path = OpenJournal.existing(given);
      ByteFile file = disk.openToRead(path);
      try {
        Header header = Header.read(file, given);
        return new JournalView(
            given, file, new SideFile(disk, path, header), Contents.of(file, header));
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw OpenJournal.unusable(given, e);
    }
  }

  /** What is shown of each task. */
  public interface Visitor {
    /**
     * Called for the last record of each task, in the order of the file.
     *
     * @param key the task
     * @param task what became of it
     * @param text what went wrong; null if nothing did
     */
    void task(JournalKey key, StoredTask task, @Nullable String text);
  }

  /**
   * Shows each task once.
   *
   * @param visitor what is told of each
   * @throws JournalException if the file can no longer be read
   */
  public void forEachTask(Visitor visitor) {
    TaskReader reader = new TaskReader(file, contents, values);
    RecordWindow window = new RecordWindow(file, contents.header().fileId(), RecordWindow.CHUNK);
    try {
      for (long position = Header.LENGTH; position < contents.end(); ) {
        int length = window.bodyLength(position);
        if (length == 0) {
          throw new IOException("a record has changed meanwhile");
        }
        int body = window.body(position);
        RecordKind kind = Records.kind(window.bytes(), body, length);
        if (kind != null && kind.isOfTask()) {
          visit(reader, Records.key(window.bytes(), body), position, visitor);
        }
        position += Records.PREFIX + length;
      }
    } catch (IOException e) {
      throw OpenJournal.unusable(given, e);
    }
  }

  private void visit(TaskReader reader, JournalKey key, long position, Visitor visitor)
      throws IOException {
    StoredTask task = reader.find(key);
    if (task != null && task.position() == position) {
      boolean failed = task.kind() != RecordKind.DONE && task.kind() != RecordKind.STARTED;
      byte[] text = failed ? reader.content(task) : null;
      visitor.task(key, task, text == null ? null : new String(text, UTF_8));
    }
  }

  /**
   * How many tasks have a last record of each kind.
   *
   * @return the numbers; a kind that is missing has none
   */
  public Map<RecordKind, Long> counts() {
    Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
    contents.index().forEachKind(kind -> counts.merge(kind, 1L, Long::sum));
    return counts;
  }

  /**
   * All runs, the oldest first.
   *
   * @return a list that cannot be changed
   */
  public List<RunRecord> runs() {
    return List.copyOf(contents.runs());
  }

  /**
   * Whether the last run has ended by itself.
   *
   * @return false if it goes on, or was killed
   */
  public boolean hasEnded() {
    return contents.hasEnded();
  }

  /**
   * When the file was made.
   *
   * @return milliseconds since 1970
   */
  public long createdMillis() {
    return contents.header().createdMillis();
  }

  /**
   * How long the file is.
   *
   * @return bytes
   */
  public long size() {
    return contents.size();
  }

  /**
   * What stands behind the last record that can be read.
   *
   * @return bytes; 0 if all can be read
   */
  public long unreadable() {
    return contents.size() - contents.end();
  }

  /**
   * Whether the file is damaged, and not only cut off at its end.
   *
   * @return true if it needs a repair
   */
  public boolean isDamaged() {
    return contents.isDamaged();
  }

  @Override
  public void close() {
    try (values;
        file) {
      // Nothing was written.
    } catch (IOException e) {
      // As above.
    }
  }
}
