package dev.headway.internal.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to the writer. Several threads add to it; each puts its record in place
 * under the lock, which takes as long as a copy of some bytes.
 */
final class AppendBuffer {
  /** From so many bytes on the writer is called at once. */
  static final int URGENT = 64 * 1024;

  /** A thread that finds so many bytes waits for the writer. */
  private static final int FULL = 1 << 20;

  private static final int SMALLEST = 4096;

  /** Several buffers, so that threads that add records at once mostly wait for none. */
  static final class Stripes {
    private static final int MAX = 16;

    private final AppendBuffer[] all;

    Stripes() {
      int count = Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors());
      all = new AppendBuffer[Math.min(count, MAX)];
      for (int i = 0; i < all.length; i++) {
        all[i] = new AppendBuffer();
      }
    }

    /** Where the calling thread adds its records; another one than most others have. */
    AppendBuffer ofThread() {
      return all[(int) Thread.currentThread().getId() & all.length - 1];
    }

    boolean isEmpty() {
      for (AppendBuffer each : all) {
        if (!each.isEmpty()) {
          return false;
        }
      }
      return true;
    }

    /** Moves all records to the end of a batch. For one thread at a time. */
    void drainTo(Batch batch) {
      for (AppendBuffer each : all) {
        each.drainTo(batch);
      }
    }

    /** Drops what is there and what will come; nobody waits any more. */
    void discard() {
      for (AppendBuffer each : all) {
        each.discard();
      }
    }
  }

  // Guarded by this; the length is also read without.
  private byte[] bytes = new byte[0];
  private byte[] spare = new byte[0];
  private volatile int length;
  private boolean closed;

  /**
   * Adds a record of a task, and waits if there is no room for it.
   *
   * @param content what stands behind the fields: a value, a reference, a text
   * @return true if the writer is to come at once
   */
  synchronized boolean addTask(
      RecordKind kind,
      JournalKey key,
      long index,
      long startMillis,
      long durationNanos,
      int attempt,
      int contentKind,
      byte @Nullable [] content,
      int offset,
      int contentLength) {
    if (!makeRoom(Records.MAX_FIELDS + contentLength)) {
      return false;
    }
    int begin = length;
    int end =
        Records.putTask(
            bytes, begin, kind, key, index, startMillis, durationNanos, attempt, contentKind);
    if (content != null) {
      System.arraycopy(content, offset, bytes, end, contentLength);
      end += contentLength;
    }
    return added(begin, end);
  }

  /** Adds a record of another kind, which has its length already. */
  synchronized void add(byte[] record) {
    if (makeRoom(record.length)) {
      System.arraycopy(record, 0, bytes, length, record.length);
      added(length, length + record.length);
    }
  }

  /** The length is written last, since it is read without the lock. */
  private boolean added(int begin, int end) {
    Records.putLength(bytes, begin, end);
    length = end;
    return begin < URGENT && end >= URGENT;
  }

  private boolean makeRoom(int most) {
    boolean interrupted = false;
    while (!closed && length > 0 && length + most > FULL) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!closed && bytes.length < length + most) {
      int capacity = Math.max(length + most, Math.max(SMALLEST, 2 * bytes.length));
      bytes = Arrays.copyOf(bytes, capacity);
    }
    return !closed;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Moves all records to the end of a batch. For one thread at a time. */
  void drainTo(Batch batch) {
    byte[] full;
    int count;
    synchronized (this) {
      count = length;
      if (count == 0) {
        return;
      }
      full = bytes;
      bytes = spare;
      spare = full;
      length = 0;
      notifyAll();
    }
    batch.add(full, count); // It is swapped back by the next call only.
  }

  /** Drops what is there and what will come; nobody waits any more. */
  synchronized void discard() {
    closed = true;
    length = 0;
    notifyAll();
  }
}
