package dev.headway.internal.journal;

import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What can be done with a journal that no job uses: repair it, or make it smaller. */
public final class JournalTool {
  private final Path given;
  private final Disk disk;

  /**
   * A tool for one journal.
   *
   * @param path the file
   */
  public JournalTool(Path path) {
    this(path, new Disk());
  }

  JournalTool(Path path, Disk disk) {
    this.given = path;
    this.disk = disk;
  }

  /**
   * What a repair did.
   *
   * @param records how many records were kept
   * @param lostBytes how many bytes could not be read; 0 if nothing was wrong
   * @param original where the file is now as it was; null if nothing was wrong
   */
  public record Repair(long records, long lostBytes, @Nullable Path original) {}

  /**
   * What a compaction did.
   *
   * @param before the size of the file before, in bytes
   * @param after its size now
   */
  public record Sizes(long before, long after) {}

  /**
   * Keeps all records that can be read, in a new file of the same name. The old one is kept under
   * another name.
   *
   * @return what was done
   * @throws JournalException if the journal is in use, or cannot be read or written
   */
  public Repair repair() {
    return locked(this::repair);
  }

  /**
   * Leaves out what later records have made void.
   *
   * @return what was done
   * @throws JournalException if the journal is in use or damaged, or cannot be read or written
   */
  public Sizes compact() {
    return locked(
        path -> {
          long before = Files.size(path);
          try (ByteFile file = disk.open(path)) {
            Contents contents = Contents.of(file, Header.read(file, given));
            if (contents.isDamaged()) {
              throw OpenJournal.damaged(given, contents);
            }
            new Compaction(path, file, contents).run(disk);
          }
          return new Sizes(before, Files.size(path));
        });
  }

  private interface Action<R> {
    R on(Path path) throws IOException;
  }

  private <R> R locked(Action<R> action) {
    try {
      Path path = OpenJournal.existing(given);
      JournalLock lock = JournalLock.take(path, false, disk);
      try (lock) {
        return action.on(path);
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw OpenJournal.unusable(given, e);
    }
  }

  private Repair repair(Path path) throws IOException {
    long records = 0;
    long lost = 0;
    Path original = null;
    try (ByteFile file = disk.open(path)) {
      Header header = Header.read(file, given);
      Contents contents = Contents.of(file, header);
      if (contents.end() == contents.size()) {
        return new Repair(contents.taskRecords(), 0, null);
      }
      // The same header: then records and the values beside them stay what they are.
      try (Rewrite rewrite = new Rewrite(disk, path, header)) {
        RecordWindow window = new RecordWindow(file, header.fileId(), RecordWindow.CHUNK);
        long position = Header.LENGTH;
        while (position < contents.size()) {
          int length = window.bodyLength(position);
          if (length == 0) {
            long next = window.next(position + 1, contents.size());
            lost += next - position;
            position = next;
            continue;
          }
          records += keep(rewrite, window.copy(position, length));
          position += Records.PREFIX + length;
        }
        original = Disk.free(path, "damaged");
        copy(file, original);
        rewrite.finish();
      }
    }
    return new Repair(records, lost, original);
  }

  /** Marks name places of the old file, and are left out. */
  private static int keep(Rewrite rewrite, byte[] body) throws IOException {
    RecordKind kind = Records.kind(body, 0, body.length);
    if (kind != RecordKind.SYNCED) {
      rewrite.add(body);
    }
    return kind != null && kind.isOfTask() ? 1 : 0;
  }

  private void copy(ByteFile file, Path to) throws IOException {
    try (ByteFile kept = disk.create(to)) {
      TornTail.copy(file, 0, file.size(), kept);
      kept.force();
    }
  }
}
