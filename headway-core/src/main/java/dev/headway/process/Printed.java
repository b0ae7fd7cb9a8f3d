package dev.headway.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * A standard stream of the child that knows whether something was printed and not passed on yet, so
 * that a task which prints nothing costs nothing.
 */
final class Printed {
  /** Says so of what it holds. The streams above it hold nothing. */
  private static final class Buffer extends FilterOutputStream {
    private volatile boolean holds;

    Buffer(FileDescriptor descriptor) {
      super(new BufferedOutputStream(new FileOutputStream(descriptor)));
    }

    @Override
    public void write(int b) throws IOException {
      holds = true;
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      holds = true;
      out.write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
      holds = false;
      out.flush();
    }
  }

  private final Buffer buffer;
  private final PrintStream stream;
  private final Supplier<PrintStream> current;

  /**
   * A stream for a descriptor.
   *
   * @param current what the user's code prints to, which may be another stream by then
   */
  Printed(FileDescriptor descriptor, Supplier<PrintStream> current) {
    this.buffer = new Buffer(descriptor);
    this.stream = new PrintStream(buffer, true, UTF_8);
    this.current = current;
  }

  PrintStream stream() {
    return stream;
  }

  /** Passes on what was printed. */
  void flush() {
    if (buffer.holds) {
      stream.flush();
    }
    PrintStream other = current.get();
    if (other != stream && other != null) {
      flush(other);
    }
  }

  private static void flush(PrintStream other) {
    try {
      other.flush();
    } catch (RuntimeException e) {
      // A stream that the user's code has put there.
    }
  }
}
