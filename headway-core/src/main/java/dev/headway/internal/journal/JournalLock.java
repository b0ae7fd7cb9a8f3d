package dev.headway.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headway.internal.text.FileErrors;
import dev.headway.work.JournalException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a journal, in a file of its own: the system lets go of it when the process ends,
 * however that ends. The file says who has it.
 */
final class JournalLock implements Closeable {
  /**
   * Locks belong to the whole process, and all are lost when any file with the lock is closed. So
   * the process must not open one twice, and a second owner in it is refused by this.
   */
  private static final Map<Path, JournalLock> HELD = new ConcurrentHashMap<>();

  private static final int MAX_TEXT = 4096;

  private final Path journal;
  private final Path path;
  private final Disk disk;
  private @Nullable RandomAccessFile file;

  /** Who had the journal and did not let go of it; null if nobody. */
  private @Nullable LockOwner deadOwner;

  private JournalLock(Path journal, Path path, Disk disk) {
    this.journal = journal;
    this.path = path;
    this.disk = disk;
  }

  /**
   * Takes the lock.
   *
   * @param journal the journal, by its real path
   * @param lockOptional true to go on where the file system has no locks
   * @throws JournalException if another program has the journal open, or that cannot be known
   * @throws IOException if the file of the lock cannot be used
   */
  static JournalLock take(Path journal, boolean lockOptional, Disk disk) throws IOException {
    Path path = Disk.with(journal, ".lock");
    JournalLock lock = new JournalLock(journal, path, disk);
    if (HELD.putIfAbsent(path, lock) != null) {
      throw lock.inUse("this program, pid " + ProcessHandle.current().pid());
    }
    try {
      lock.open(lockOptional);
      return lock;
    } catch (Throwable e) { // Else nobody in this program could take it again.
      lock.close();
      throw e;
    }
  }

  private void open(boolean lockOptional) throws IOException {
    LockOwner here = LockOwner.ofThisProcess();
    Disk.createIfMissing(path);
    RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
    try {
      tryLock(opened, lockOptional);
      LockOwner owner = LockOwner.read(text(opened));
      if (owner != null && owner.isAlive(here)) {
        throw inUse(owner.toString()); // Without locks, or with some that do nothing.
      }
      if (owner != null && owner.isElsewhere(here) && disk.isOfNetwork(path)) {
        throw left(owner);
      }
      deadOwner = owner;
      opened.setLength(0);
      opened.seek(0);
      opened.write(here.toText().getBytes(UTF_8));
      file = opened;
    } finally {
      if (file == null) {
        opened.close();
      }
    }
  }

  private void tryLock(RandomAccessFile opened, boolean lockOptional) throws IOException {
    try {
      FileLock lock = disk.tryLock(opened.getChannel());
      if (lock == null) {
        LockOwner owner = LockOwner.read(text(opened));
        throw inUse(owner == null ? "another program" : owner.toString());
      }
    } catch (OverlappingFileLockException e) { // Headway is loaded twice in this process.
      throw inUse("this program, pid " + ProcessHandle.current().pid());
    } catch (IOException e) {
      if (!lockOptional) {
        throw new JournalException(
            journal,
            "The journal "
                + Disk.shown(journal)
                + " cannot be locked: "
                + FileErrors.of(e)
                + ". Two programs at once would spoil it. Put it on a local disk.",
            e);
      }
    }
  }

  private static String text(RandomAccessFile opened) throws IOException {
    byte[] bytes = new byte[MAX_TEXT];
    opened.seek(0);
    int read = opened.read(bytes);
    return new String(bytes, 0, Math.max(0, read), UTF_8);
  }

  private JournalException inUse(String owner) {
    return new JournalException(
        journal,
        "The journal "
            + Disk.shown(journal)
            + " is in use by "
            + owner
            + ". Wait until that has ended, or give another file.",
        null);
  }

  private JournalException left(LockOwner owner) {
    return new JournalException(
        journal,
        "The journal "
            + Disk.shown(journal)
            + " is on a drive of the network, and was in use by "
            + owner
            + ", which may still run. If it has ended, delete "
            + Disk.shown(path)
            + ".",
        null);
  }

  @Nullable LockOwner deadOwner() {
    return deadOwner;
  }

  /** Lets go of it; the file stays, empty, since another program may be about to lock it. */
  @Override
  public void close() throws IOException {
    RandomAccessFile opened = file;
    file = null;
    try {
      if (opened != null) {
        try (opened) {
          opened.setLength(0);
        }
      }
    } finally {
      HELD.remove(path, this);
    }
  }
}
