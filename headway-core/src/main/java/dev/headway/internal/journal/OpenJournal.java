package dev.headway.internal.journal;

import dev.headway.internal.text.ControlEscapes;
import dev.headway.internal.text.FileErrors;
import dev.headway.internal.time.HelperThreads;
import dev.headway.work.JournalException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a journal that is open: locked, read, without a torn tail, and with a record of the
 * run that begins. Whatever is wrong with them is found here, before any task runs.
 */
final class OpenJournal {
  private final JournalSettings settings;
  private final Disk disk;
  private final Path path;
  private final JournalLock lock;
  private ByteFile file;
  private Contents contents;
  private final SideFile values;
  private final long end;

  private OpenJournal(JournalSettings settings, Disk disk, Path path, JournalLock lock)
      throws IOException {
    this.settings = settings;
    this.disk = disk;
    this.path = path;
    this.lock = lock;
    createIfEmpty();
    checkOwner(path);
    file = disk.open(path);
    try {
      contents = read();
      if (!isOfVersion()) {
        beginAnew();
      }
      repairEnd();
      compact();
      end = beginRun();
    } catch (Throwable e) { // Also if memory runs out, which may be over by the next attempt.
      file.close();
      throw e;
    }
    values = new SideFile(disk, path, contents.header());
  }

  /** Opens the journal, or begins one. */
  static OpenJournal open(JournalSettings settings, Disk disk) {
    Path given = settings.path();
    try {
      Path path = realPath(given);
      JournalLock lock = JournalLock.take(path, settings.lockOptional(), disk);
      try {
        OpenJournal opened = new OpenJournal(settings, disk, path, lock);
        opened.tell();
        return opened;
      } catch (Throwable e) { // Else nobody in this program could open it again.
        lock.close();
        throw e;
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw unusable(given, e);
    }
  }

  static JournalException unusable(Path path, Exception cause) {
    return new JournalException(
        path,
        "The journal " + Disk.shown(path) + " cannot be used: " + FileErrors.of(cause) + ".",
        cause);
  }

  /** Without links, so that all files of a journal are beside each other and there is one lock. */
  static Path realPath(Path given) throws IOException {
    Path absolute = given.toAbsolutePath();
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null || Files.isDirectory(absolute)) {
      throw new FileSystemException(given.toString(), null, "it is a folder");
    }
    Path real = folder.toRealPath().resolve(name);
    return Files.exists(real) ? real.toRealPath() : real;
  }

  /** The same of a file that must be there. */
  static Path existing(Path given) throws IOException {
    Path path = realPath(given);
    if (!Files.exists(path)) {
      throw new FileSystemException(given.toString(), null, "there is no such file");
    }
    return path;
  }

  /** At once and for good: no reader ever meets half of a header. */
  private void createIfEmpty() throws IOException {
    if (Files.notExists(path) || Files.size(path) == 0) {
      try (Rewrite empty = new Rewrite(disk, path, Header.random())) {
        empty.finish();
      }
    }
  }

  /** Values become objects again, and those of a stranger could be made to do harm. */
  static void checkOwner(Path path) throws IOException {
    Path self = Path.of("/proc/self");
    if (!Files.exists(self)) {
      return; // Not Linux.
    }
    Object owner = Files.getAttribute(path, "unix:uid");
    if (!owner.equals(Files.getAttribute(self, "unix:uid"))) {
      throw new FileSystemException(path.toString(), null, "it belongs to another user");
    }
  }

  private Contents read() throws IOException {
    Contents read = Contents.of(file, Header.read(file, settings.path()));
    if (read.isDamaged()) {
      throw damaged(settings.path(), read);
    }
    return read;
  }

  static JournalException damaged(Path path, Contents contents) {
    return new JournalException(
        path,
        "The journal "
            + Disk.shown(path)
            + " is damaged at byte "
            + contents.end()
            + ", and has good records behind it. Keep those with: headway journal repair "
            + Disk.shown(path),
        null);
  }

  /** False if the file has another version and is to be begun anew. */
  private boolean isOfVersion() {
    RunRecord last = contents.lastRun();
    if (last == null
        || last.hasVersion(settings.version())
        || settings.otherVersion() == JournalSettings.OtherVersion.ACCEPT) {
      return true;
    }
    if (settings.otherVersion() == JournalSettings.OtherVersion.BEGIN_ANEW) {
      return false;
    }
    throw new JournalException(
        settings.path(),
        "The journal "
            + Disk.shown(settings.path())
            + " has results of "
            + named(last.version())
            + ", and this job has "
            + named(settings.version())
            + ". Accept them, begin the journal anew, or give another file.",
        null);
  }

  private static String named(String version) {
    return version.isEmpty() ? "no version" : "version \"" + ControlEscapes.of(version) + "\"";
  }

  private void beginAnew() throws IOException {
    file.close();
    Path old = Disk.free(path, "old");
    Path longValues = SideFile.path(path, contents.header());
    if (Files.exists(longValues)) { // First: a journal without them only runs more again.
      disk.move(longValues, SideFile.path(old, contents.header()));
    }
    disk.move(path, old);
    createIfEmpty();
    file = disk.open(path);
    contents = read();
  }

  private void repairEnd() throws IOException {
    long torn = contents.size() - contents.end();
    if (torn > 0) {
      Path kept = TornTail.cut(disk, path, file, contents.end());
      log(
          System.Logger.Level.INFO,
          "The last write to the journal "
              + Disk.shown(settings.path())
              + " was cut off; "
              + torn
              + " bytes of it are now in "
              + Disk.shown(kept)
              + ". What they were of runs again.");
    }
    // A killed program has left values, names and records to the system. Here they are delivered.
    try (SideFile left = new SideFile(disk, path, contents.header())) {
      left.forceLeft();
    }
    disk.forceFolder(path);
    file.force(); // After the values that records tell of, before the record of the run.
  }

  private void compact() throws IOException {
    Compaction compaction = new Compaction(path, file, contents);
    if (!compaction.isDue()) {
      return;
    }
    try {
      compaction.run(disk);
    } catch (IOException e) {
      log(
          System.Logger.Level.WARNING,
          "The journal "
              + Disk.shown(settings.path())
              + " cannot be made smaller: "
              + FileErrors.of(e)
              + ". It is used as it is.");
    }
    file.close();
    file = disk.open(path);
    contents = read();
  }

  private long beginRun() throws IOException {
    long now = System.currentTimeMillis();
    long pid = ProcessHandle.current().pid();
    RunRecord run = new RunRecord(now, pid, settings.jobName(), settings.version());
    byte[] bytes = run.toBytes();
    Records.putChecksums(bytes, 0, bytes.length, new Records.Checksum(contents.header().fileId()));
    ChangedFileException.check(file, path, contents.end()); // A lock may have been deleted.
    try {
      file.write(contents.end(), bytes, 0, bytes.length);
      file.force();
    } catch (IOException e) {
      file.truncate(contents.end()); // A whole record or none.
      throw e;
    }
    return contents.end() + bytes.length;
  }

  private void tell() throws IOException {
    LockOwner dead = lock.deadOwner();
    if (dead != null) {
      log(
          System.Logger.Level.INFO,
          "The journal "
              + Disk.shown(settings.path())
              + " was left by "
              + dead
              + ", which has ended; it goes on here.");
    }
    if (disk.isOfNetwork(path)) {
      log(
          System.Logger.Level.WARNING,
          "The journal "
              + Disk.shown(settings.path())
              + " is on a drive of the network. Another machine is kept from it only if locks work"
              + " there; a local disk is safer and faster.");
    }
  }

  private static void log(System.Logger.Level level, String message) {
    System.getLogger(OpenJournal.class.getName()).log(level, message);
  }

  ByteFile file() {
    return file;
  }

  Contents contents() {
    return contents;
  }

  SideFile values() {
    return values;
  }

  JournalWriter writer(boolean durable) {
    return new JournalWriter(
        settings.path(),
        file,
        contents.header(),
        values,
        end,
        durable,
        new HelperThreads(2, "headway-journal-"));
  }

  /** Lets go of the lock. */
  void release() {
    try {
      lock.close();
    } catch (IOException e) {
      // The system lets go of it when this process ends.
    }
  }
}
