package dev.headway.internal.journal;

import dev.headway.internal.time.ProgramTime;
import dev.headway.work.JournalException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes records behind the others in a file. A thread takes what was added each ten milliseconds,
 * or sooner if it is much, and writes it: then it outlives this process. Another thread brings it
 * to the disk each second. The writer ends when something cannot be written, with whole records in
 * the file, or when something else has changed the file. Safe for use by several threads.
 */
final class JournalWriter implements Closeable {
  private static final long FLUSH_NANOS = 10_000_000;

  /** With the time that the sync itself takes, no more than a second is lost. */
  private static final long SYNC_NANOS = 900_000_000;

  private final Path path;
  private final ByteFile file;
  private final SideFile values;
  private final WriteFaults faults;
  private final Records.Checksum sum;
  private final boolean durable;
  private final AppendBuffer.Stripes buffers = new AppendBuffer.Stripes();
  private final Executor threads;
  private final AtomicBoolean looping = new AtomicBoolean();
  private final AtomicBoolean syncing = new AtomicBoolean();
  private final Object syncLock = new Object(); // Held around a sync; taken before this.
  private volatile @Nullable Thread loop;

  /** How often was begun to take all records; who adds one sees that it has a later number. */
  private volatile long flushes; // Written under this.

  /** All that was taken up to this number is on the disk. */
  private volatile long syncedFlush; // Written under this.

  private volatile @Nullable JournalException problem; // Written under this.
  private volatile boolean closed; // Written under this.
  private volatile boolean exiting;

  // Written under this.
  private volatile long written;
  private volatile long synced;
  private volatile long unsyncedSince;

  // Guarded by this.
  private final Batch batch = new Batch();
  private boolean markDue;

  /**
   * Starts nothing.
   *
   * @param end where the records of the file end; all before is on the disk
   * @param threads run two actions at once; they may throw an OutOfMemoryError instead
   */
  JournalWriter(
      Path path,
      ByteFile file,
      Header header,
      SideFile values,
      long end,
      boolean durable,
      Executor threads) {
    this.path = path;
    this.file = file;
    this.values = values;
    this.faults = new WriteFaults(path);
    this.sum = new Records.Checksum(header.fileId());
    this.durable = durable;
    this.written = end;
    this.synced = end;
    this.threads = threads;
  }

  /** Where the calling thread adds its records; another one than most others have. */
  AppendBuffer buffer() {
    return buffers.ofThread();
  }

  /**
   * To be called after something was added.
   *
   * @param urgent true if it is to be written at once
   * @return the ticket of what was added
   */
  long added(boolean urgent) {
    if (exiting) {
      writeAll();
    } else if (!looping.get()) {
      if (looping.compareAndSet(false, true)) {
        startLoop();
      }
    } else if (urgent) {
      LockSupport.unpark(loop);
    }
    return flushes + 1;
  }

  private void startLoop() {
    try {
      threads.execute(this::loop);
    } catch (OutOfMemoryError e) { // As a JVM says it when the system has no more threads.
      looping.set(false); // The next record tries again.
      writeAll(); // After that: what others have added meanwhile too. They may wait for room.
      if (isSyncDue()) {
        sync();
      }
    }
  }

  private void loop() {
    loop = Thread.currentThread();
    do {
      do {
        LockSupport.parkNanos(FLUSH_NANOS);
        writeAll();
        if (isSyncDue() && syncing.compareAndSet(false, true)) {
          startSync();
        }
      } while (!isEnded() && (!buffers.isEmpty() || written != synced));
      looping.set(false);
    } while (!buffers.isEmpty() && looping.compareAndSet(false, true));
  }

  private boolean isSyncDue() {
    return written != synced
        && (durable || ProgramTime.machineTime() - unsyncedSince >= SYNC_NANOS);
  }

  private void startSync() {
    try {
      threads.execute(
          () -> {
            try {
              sync();
            } finally {
              syncing.set(false);
            }
          });
    } catch (OutOfMemoryError e) { // Then the next round of the loop tries again.
      syncing.set(false);
    }
  }

  /** Writes all that was added before. */
  synchronized void writeAll() {
    if (isEnded()) {
      return;
    }
    flushes++;
    batch.clear();
    try {
      putMark();
      int head = batch.length();
      buffers.drainTo(batch);
      if (batch.length() > head) {
        writeBatch();
      }
    } catch (IOException | RuntimeException | Error e) { // Else tasks would wait for ever.
      failWrite(e);
    }
  }

  /** Tells readers that damage before this place is no loss of power. */
  private void putMark() {
    if (markDue) {
      batch.addRecord(Records.synced(synced));
    }
  }

  private void writeBatch() throws IOException {
    checkFile();
    Records.putChecksums(batch.bytes(), 0, batch.length(), sum);
    file.write(written, batch.bytes(), 0, batch.length());
    if (written == synced) {
      unsyncedSince = ProgramTime.machineTime();
    }
    written += batch.length();
    markDue = false;
  }

  private synchronized void checkFile() throws IOException {
    if (!isEnded()) {
      ChangedFileException.check(file, path, written);
    }
  }

  /** Brings all that is written to the disk. */
  void sync() {
    synchronized (syncLock) {
      long begun = ProgramTime.machineTime();
      long end;
      long number;
      synchronized (this) {
        end = written;
        number = flushes;
        if (isEnded() || end == synced) {
          syncedFlush = number;
          return;
        }
      }
      try {
        values.force();
        file.force();
        checkFile();
      } catch (IOException | RuntimeException | Error e) {
        failSync(e);
        return;
      }
      synchronized (this) {
        synced = end;
        syncedFlush = number;
        unsyncedSince = begun;
        markDue = true;
      }
    }
  }

  /** Waits until what has the ticket is on the disk, or nothing is written any more. */
  void awaitSynced(long ticket) {
    while (syncedFlush < ticket && !isEnded()) {
      synchronized (syncLock) { // One thread does it for all that wait.
        if (syncedFlush < ticket) {
          writeAll();
          sync();
        }
      }
    }
  }

  private boolean isEnded() {
    return closed || problem != null;
  }

  @Nullable JournalException problem() {
    return problem;
  }

  /** A value or a record cannot be written: what was before is kept, if it is still there. */
  synchronized void failWrite(Throwable cause) {
    if (isEnded()) {
      return;
    }
    if (cause instanceof ChangedFileException changed) {
      end(faults.changed(changed));
      return;
    }
    long whole = written;
    try {
      whole += batch.wholeRecords(file.size() - written);
    } catch (IOException e) {
      // Then none of the last batch counts.
    }
    end(whole, faults.unwritten(cause));
  }

  /**
   * A failed sync is not tried again: the system may have dropped what it could not write, and say
   * the next time that all went well.
   */
  private synchronized void failSync(Throwable cause) {
    if (isEnded()) {
      return;
    }
    if (cause instanceof ChangedFileException changed) {
      end(faults.changed(changed));
    } else {
      end(synced, faults.unsynced(cause));
    }
  }

  /** Ends, and leaves only so many bytes in the file. */
  private void end(long size, JournalException why) {
    try {
      file.truncate(size);
    } catch (IOException | RuntimeException e) {
      // Then the next run finds a torn tail, and cuts it.
    }
    written = size;
    end(why);
  }

  /** Ends, and leaves the file as it is. */
  private void end(JournalException why) {
    problem = why;
    buffers.discard();
  }

  /**
   * Writes all, since the program ends now. Its tasks do not know that: what they still add is
   * written before {@link #added} returns.
   */
  void exit() {
    exiting = true;
    finish();
  }

  private void finish() {
    writeAll();
    buffers.ofThread().add(new byte[] {0, 0, 0, 1, 0, 0, 0, 0, (byte) RecordKind.ENDED.code()});
    writeAll();
    sync();
  }

  /** Writes all, and a last record; brings it to the disk and closes the file. */
  @Override
  public void close() {
    finish();
    synchronized (this) {
      if (closed) {
        return;
      }
      batch.clear();
      putMark();
      if (problem == null && batch.length() > 0) {
        try {
          writeBatch();
        } catch (IOException e) {
          failWrite(e);
        }
      }
      closed = true;
      buffers.discard();
    }
    LockSupport.unpark(loop);
    try (values;
        file) {
      // All is written, or the problem says what is not.
    } catch (IOException e) {
      // As above.
    }
  }
}
