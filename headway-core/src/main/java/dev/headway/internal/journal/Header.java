package dev.headway.internal.journal;

import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

/**
 * What a file begins with: 8 bytes that tell it from all others, its version, how its keys were
 * made, its own random number, when it was made, and a checksum. Always {@link #LENGTH} bytes.
 *
 * @param fileId a random number; part of each checksum, so that blocks of other files never fit
 * @param keyScheme how keys are made of inputs
 * @param createdMillis when the file was made, in milliseconds since 1970
 */
record Header(long fileId, int keyScheme, long createdMillis) {
  static final int LENGTH = 36;

  static final int VERSION = 1;

  static final int KEY_SCHEME = 1;

  /** The first is no letter, and a change of line ends or a lost eighth bit is seen. */
  private static final byte[] MAGIC = {(byte) 0x89, 'H', 'W', 'J', '\r', '\n', 0x1A, '\n'};

  static Header random() {
    long id = ThreadLocalRandom.current().nextLong(); // A secure one would have to open files.
    return new Header(id, KEY_SCHEME, System.currentTimeMillis());
  }

  byte[] toBytes() {
    byte[] bytes = Arrays.copyOf(MAGIC, LENGTH);
    Bytes.putInt(bytes, 8, VERSION);
    Bytes.putInt(bytes, 12, keyScheme);
    Bytes.putLong(bytes, 16, fileId);
    Bytes.putLong(bytes, 24, createdMillis);
    Bytes.putInt(bytes, 32, checksum(bytes));
    return bytes;
  }

  private static int checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, 32);
    return (int) sum.getValue();
  }

  /** Reads it, and refuses what is no journal, or one that this version cannot read. */
  static Header read(ByteFile file, Path path) throws IOException {
    byte[] bytes = new byte[LENGTH];
    int length = file.read(0, bytes, 0, LENGTH);
    String name = Disk.shown(path);
    int known = Math.min(length, MAGIC.length);
    if (length == 0 || !Arrays.equals(MAGIC, 0, known, bytes, 0, known)) {
      throw new JournalException(
          path, name + " exists already and is no journal. Give another name.", null);
    }
    int version = Bytes.getInt(bytes, 8);
    if (length >= 12 && version > VERSION) {
      throw new JournalException(
          path,
          name
              + " is a journal of version "
              + version
              + ", made by a newer Headway; this one reads version "
              + VERSION
              + ". Use a newer Headway, or another file.",
          null);
    }
    if (length < LENGTH || checksum(bytes) != Bytes.getInt(bytes, 32)) {
      throw new JournalException(
          path,
          "The beginning of the journal "
              + name
              + " is damaged, and nothing in it can be read. Restore it from a copy, or delete it"
              + " to begin anew.",
          null);
    }
    Header header =
        new Header(Bytes.getLong(bytes, 16), Bytes.getInt(bytes, 12), Bytes.getLong(bytes, 24));
    if (header.keyScheme != KEY_SCHEME) {
      throw new JournalException(
          path,
          "The keys of the journal "
              + name
              + " were made in way "
              + header.keyScheme
              + ", which this Headway does not know. Use a newer Headway, or another file.",
          null);
    }
    return header;
  }
}
