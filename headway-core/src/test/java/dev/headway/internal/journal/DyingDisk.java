package dev.headway.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntPredicate;

/** Real files that fail from some moment on, or at some calls. */
final class DyingDisk extends Disk {
  private final IntPredicate failing;
  private int calls;
  private volatile boolean dead;

  /** Does all, until it dies. */
  DyingDisk() {
    this(call -> false);
  }

  /** Fails at the calls of write, force and truncate that have these numbers, from 0 on. */
  DyingDisk(IntPredicate failing) {
    this.failing = failing;
  }

  /** Nothing is done any more, as if the process had been killed. */
  void die() {
    dead = true;
  }

  int calls() {
    return calls;
  }

  @Override
  ByteFile open(Path path) throws IOException {
    return new Failing(super.open(path));
  }

  @Override
  void forceFolder(Path path) {
    // As below.
  }

  private synchronized boolean fails() throws IOException {
    if (dead) {
      throw new IOException("No space left on device");
    }
    return failing.test(calls++);
  }

  private final class Failing implements ByteFile {
    private final ByteFile file;

    Failing(ByteFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public long namedSize() throws IOException {
      return file.namedSize();
    }

    @Override
    public int read(long position, byte[] to, int offset, int length) throws IOException {
      return file.read(position, to, offset, length);
    }

    @Override
    public void write(long position, byte[] from, int offset, int length) throws IOException {
      if (fails()) {
        file.write(position, from, offset, length / 2); // A short write, as of a disk that is full.
        throw new IOException("No space left on device");
      }
      file.write(position, from, offset, length);
    }

    @Override
    public void force() throws IOException {
      if (fails()) {
        throw new IOException("Input/output error");
      }
      // No power is lost here, so the real disk need not be waited for.
    }

    @Override
    public void truncate(long size) throws IOException {
      if (fails()) {
        throw new IOException("Input/output error");
      }
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
