package dev.headway.cli.progress;

import dev.headway.internal.text.FileErrors;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Standard output as bytes. They go to a pipe or a file as they are. On a terminal they stand above
 * the bar, if there is one.
 */
public final class Output {
  /** How long to wait for a reader that is behind, if the stream does not wait by itself. */
  static final long RETRY_NANOS = 1_000_000;

  /** What takes bytes, all of them. */
  interface Target {
    void write(ByteBuffer bytes) throws IOException;
  }

  /** Thrown when the reader of the output has gone, as {@code head} does. */
  static final class ClosedException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1L;

    ClosedException(IOException cause) {
      super(cause);
    }
  }

  private final Target target;

  Output(Target target) {
    this.target = target;
  }

  /**
   * Returns standard output.
   *
   * @param terminal whether it is one
   * @return the output
   */
  public static Output standard(boolean terminal) {
    return new Output(terminal ? Output::print : channel());
  }

  /** Not through the streams of Java, which copy twice and do not say why they fail. */
  @SuppressWarnings("resource") // It belongs to the process.
  private static Target channel() {
    FileChannel channel = new FileOutputStream(FileDescriptor.out).getChannel();
    return bytes -> {
      while (bytes.hasRemaining()) {
        if (channel.write(bytes) == 0) {
          LockSupport.parkNanos(RETRY_NANOS);
        }
      }
    };
  }

  /** By the stream as it is now: a bar takes its place. */
  private static void print(ByteBuffer bytes) throws IOException {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    PrintStream now = System.out;
    now.write(copy, 0, copy.length);
    now.flush();
    if (now.checkError()) {
      throw new IOException("input/output error");
    }
  }

  /**
   * Writes all bytes.
   *
   * @throws ClosedException if its reader has gone
   * @throws TransferProblem if it cannot be written for another reason
   */
  void write(ByteBuffer bytes) throws ClosedException {
    try {
      target.write(bytes);
    } catch (IOException e) {
      if (FileErrors.isBrokenPipe(e)) {
        throw new ClosedException(e);
      }
      throw new TransferProblem("Standard output cannot be written: " + FileErrors.of(e) + ".");
    }
  }
}
