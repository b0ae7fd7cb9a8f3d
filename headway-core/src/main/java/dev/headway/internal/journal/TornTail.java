package dev.headway.internal.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands behind the last record, since a write did not come to its end. */
final class TornTail {
  private static final int CHUNK = 1 << 20;

  /** Of a program that is killed each night nobody looks at more. */
  private static final int KEPT = 3;

  private TornTail() {}

  /**
   * Moves it to a file of its own, and cuts the journal there; returns the new file. The first is
   * the newest; the last gives way.
   */
  static Path cut(Disk disk, Path path, ByteFile file, long end) throws IOException {
    for (int i = KEPT; i > 1; i--) {
      Path newer = numbered(path, i - 1);
      if (Files.exists(newer)) {
        disk.move(newer, numbered(path, i));
      }
    }
    Path kept = numbered(path, 1);
    try (ByteFile tail = disk.create(kept)) {
      copy(file, end, file.size(), tail);
      tail.force();
    }
    disk.forceFolder(kept);
    file.truncate(end);
    return kept;
  }

  private static Path numbered(Path path, int number) {
    return Disk.with(path, ".torn-" + number);
  }

  static void copy(ByteFile from, long begin, long end, ByteFile to) throws IOException {
    byte[] bytes = new byte[(int) Math.min(CHUNK, end - begin)];
    for (long at = begin; at < end; ) {
      int read = from.read(at, bytes, 0, (int) Math.min(bytes.length, end - at));
      if (read == 0) {
        return;
      }
      to.write(at - begin, bytes, 0, read);
      at += read;
    }
  }
}
