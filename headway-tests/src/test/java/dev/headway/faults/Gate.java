package dev.headway.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A gate that tasks in other processes wait at until the test opens it: a lock on a file. */
final class Gate implements AutoCloseable {
  private final FileChannel channel;

  private Gate(FileChannel channel) {
    this.channel = channel;
  }

  static Gate closed(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.lock();
    return new Gate(channel);
  }

  /** A task: waits until the gate is open. */
  static void pass(String file) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.READ);
        FileLock lock = channel.lock(0, Long.MAX_VALUE, true)) {
      if (!lock.isValid()) {
        throw new IOException("The gate is broken.");
      }
    }
  }

  static String at(Marks marks) {
    return Path.of(marks.directory()).resolveSibling("gate").toString();
  }

  static Gate closed(Marks marks) throws IOException {
    Files.deleteIfExists(Path.of(at(marks)));
    return closed(Path.of(at(marks)));
  }

  /** Opens it for all who wait, and for all who come. */
  void open() throws IOException {
    channel.close();
  }

  /** Opens it too, so that nobody waits for ever when a test fails. */
  @Override
  public void close() throws IOException {
    open();
  }
}
