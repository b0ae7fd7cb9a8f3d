package dev.headway.internal.terminal.device;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code System.out} or {@code System.err} during a recording. It passes text on at once,
 * and copies it to the recording. A bar captures the streams above this one, so this stream gets
 * what reaches the screen.
 */
public final class StreamTee {

  /** Receives a copy of what the program prints. */
  public interface Listener {
    void printed(StreamTee tee, byte[] bytes, int offset, int length);
  }

  private final PrintStream original;
  private final TeeStream replacement;
  private final LineBuffer buffer;
  private final PrintStream lines;

  private StreamTee(
      PrintStream original, Listener listener, Function<Charset, PrintStream> recorded) {
    Charset charset = StreamCharset.of(original);
    this.original = original;
    this.buffer = new LineBuffer(charset);
    this.lines = recorded.apply(charset);
    this.replacement = new TeeStream(this, listener, charset);
  }

  /** Begins to copy the streams that a user sees beside the bar. */
  public static List<StreamTee> open(Listener listener, Function<Charset, PrintStream> recorded) {
    List<StreamTee> tees = new ArrayList<>();
    StreamTee error = new StreamTee(System.err, listener, recorded);
    System.setErr(error.replacement);
    tees.add(error);
    if (TtyProbe.isOutputSeen()) {
      StreamTee output = new StreamTee(System.out, listener, recorded);
      System.setOut(output.replacement);
      tees.add(output);
    }
    return tees;
  }

  /** Returns the stream below a tee, for lines that must not be recorded. */
  public static PrintStream below(PrintStream stream) {
    PrintStream below = stream;
    while (below instanceof TeeStream replacement) {
      below = replacement.tee.original;
    }
    return below;
  }

  public LineBuffer lineBuffer() {
    return buffer;
  }

  /** Returns where the recording writes whole lines of this stream. */
  public PrintStream lines() {
    return lines;
  }

  /** Puts the original back, unless other code has replaced the stream since. */
  public void close() {
    replacement.flush();
    if (System.err == replacement) {
      System.setErr(original);
    }
    if (System.out == replacement) {
      System.setOut(original);
    }
  }

  private static final class TeeStream extends PrintStream {
    private final StreamTee tee;

    TeeStream(StreamTee tee, Listener listener, Charset charset) {
      super(new Split(tee, listener), true, charset);
      this.tee = tee;
    }

    // In one piece, as a stream of the JDK does it, so that no other line comes before its end.
    @Override
    public void println(@Nullable String line) {
      print(line + System.lineSeparator());
    }

    @Override
    public void println(@Nullable Object value) {
      println(String.valueOf(value));
    }

    @Override
    public boolean checkError() {
      return super.checkError() || tee.original.checkError();
    }
  }

  private static final class Split extends OutputStream {
    private final StreamTee tee;
    private final Listener listener;

    Split(StreamTee tee, Listener listener) {
      this.tee = tee;
      this.listener = listener;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      tee.original.write(bytes, offset, length);
      listener.printed(tee, bytes, offset, length);
    }

    @Override
    public void flush() {
      tee.original.flush();
    }
  }
}
