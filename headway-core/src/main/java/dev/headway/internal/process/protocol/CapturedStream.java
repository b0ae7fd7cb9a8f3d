package dev.headway.internal.process.protocol;

import dev.headway.work.WorkerListener;
import dev.headway.work.WorkerListener.Output;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A standard stream of the worker that knows whether something was printed and not passed on yet,
 * so that a task which prints nothing costs nothing.
 */
public final class CapturedStream {
  /** In the environment of a worker: the charset of a stream, and a sign if tasks end its lines. */
  private static final String FORM = "HEADWAY_WORKER_PRINTS_";

  private static final String ENDS_LINES = "|";

  /** Says so of what it holds. The streams above it hold nothing. */
  private static final class Buffer extends FilterOutputStream {
    private final TaskOutputTail output;
    private volatile boolean holds;

    /** Whether the last line has no end yet. */
    private volatile boolean lineBegun;

    Buffer(FileDescriptor descriptor, TaskOutputTail output) {
      super(new BufferedOutputStream(new Slow(new FileOutputStream(descriptor), output)));
      this.output = output;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      holds = true;
      output.printed(bytes, offset, count);
      int start = offset;
      byte[] tag = output.tag();
      if (tag != null) {
        start = writeTagged(tag, bytes, offset, offset + count);
      }
      out.write(bytes, start, offset + count - start);
      lineBegun = count > 0 ? bytes[offset + count - 1] != '\n' : lineBegun;
    }

    /** Writes all but the last of the lines that begin here; returns where that begins. */
    private int writeTagged(byte[] tag, byte[] bytes, int from, int end) throws IOException {
      int start = from;
      boolean begins = !lineBegun;
      for (int i = from; i < end; i++) {
        if (begins) {
          out.write(bytes, start, i - start);
          out.write(tag);
          start = i;
        }
        begins = bytes[i] == '\n';
      }
      return start;
    }

    @Override
    public void flush() throws IOException {
      holds = false;
      out.flush();
    }
  }

  /** Says while it writes. */
  private static final class Slow extends FilterOutputStream {
    private final TaskOutputTail output;

    Slow(OutputStream out, TaskOutputTail output) {
      super(out);
      this.output = output;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      output.write(() -> out.write(bytes, offset, count));
    }
  }

  private final Buffer buffer;
  private final PrintStream stream;
  private final Supplier<PrintStream> current;
  private final boolean endsLines;

  /**
   * A stream for a descriptor.
   *
   * @param which of the two
   * @param output is told what is printed
   * @param current what the user's code prints to, which may be another stream by then
   */
  public CapturedStream(
      FileDescriptor descriptor,
      Output which,
      TaskOutputTail output,
      Supplier<PrintStream> current) {
    this.buffer = new Buffer(descriptor, output);
    this.stream = new PrintStream(buffer, true, charset(which));
    this.current = current;
    this.endsLines = form(which).endsWith(ENDS_LINES);
  }

  /** The parent: what a worker is to know of the streams that its own end in. */
  public static void describeTo(
      Map<String, String> environment, WorkerListener listener, boolean tagged) {
    for (Output which : Output.values()) {
      boolean endsLines = tagged || listener.endsLines(which);
      environment.put(FORM + which, listener.charset(which) + (endsLines ? ENDS_LINES : ""));
    }
  }

  private static String form(Output which) {
    return System.getenv(FORM + which);
  }

  /** The worker: what its parent's stream is written in. */
  public static Charset charset(Output which) {
    return Charset.forName(form(which).replace(ENDS_LINES, ""));
  }

  public PrintStream stream() {
    return stream;
  }

  /**
   * A task has ended: passes on what it printed. Where people read, a line that it has not finished
   * ends here, so that it is neither held back nor taken for the next task's.
   */
  public void endTask() {
    if (endsLines && buffer.lineBegun) {
      stream.write('\n');
    }
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
