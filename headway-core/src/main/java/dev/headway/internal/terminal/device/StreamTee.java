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
  public interface Ear {
    void hear(StreamTee tee, byte[] bytes, int offset, int length);
  }

  private final PrintStream original;
  private final StandIn replacement;
  private final LineBuffer buffer;
  private final PrintStream lines;

  private StreamTee(PrintStream original, Ear ear, Function<Charset, PrintStream> recorded) {
    Charset charset = StreamCharset.of(original);
    this.original = original;
    this.buffer = new LineBuffer(charset);
    this.lines = recorded.apply(charset);
    this.replacement = new StandIn(this, ear, charset);
  }

  /** Begins to copy the streams that a user sees beside the bar. */
  public static List<StreamTee> open(Ear ear, Function<Charset, PrintStream> recorded) {
    List<StreamTee> tees = new ArrayList<>();
    StreamTee error = new StreamTee(System.err, ear, recorded);
    System.setErr(error.replacement);
    tees.add(error);
    if (TtyProbe.isOutputSeen()) {
      StreamTee output = new StreamTee(System.out, ear, recorded);
      System.setOut(output.replacement);
      tees.add(output);
    }
    return tees;
  }

  /** Returns the stream below a tee, for lines that must not be recorded. */
  public static PrintStream below(PrintStream stream) {
    PrintStream below = stream;
    while (below instanceof StandIn replacement) {
      below = replacement.tee.original;
    }
    return below;
  }

  public LineBuffer gatherer() {
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

  private static final class StandIn extends PrintStream {
    private final StreamTee tee;

    StandIn(StreamTee tee, Ear ear, Charset charset) {
      super(new Split(tee, ear), true, charset);
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
    private final Ear ear;

    Split(StreamTee tee, Ear ear) {
      this.tee = tee;
      this.ear = ear;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      tee.original.write(bytes, offset, length);
      ear.hear(tee, bytes, offset, length);
    }

    @Override
    public void flush() {
      tee.original.flush();
    }
  }
}
