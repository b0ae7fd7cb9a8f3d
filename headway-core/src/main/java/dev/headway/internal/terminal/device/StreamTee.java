package dev.headway.internal.terminal.device;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code System.out} or {@code System.err} while a recording goes on: passes on at
 * once what the program prints, and lets the recording hear it. A bar that captures the streams
 * stands above it, so what comes here is what got to the screen.
 */
public final class StreamTee {

  /** Hears what is printed. */
  public interface Ear {
    void hear(StreamTee tee, byte[] bytes, int offset, int length);
  }

  private final PrintStream original;
  private final StandIn standIn;
  private final LineBuffer gatherer;
  private final PrintStream lines;

  private StreamTee(PrintStream original, Ear ear, Function<Charset, PrintStream> recorded) {
    Charset charset = StreamCharset.of(original);
    this.original = original;
    this.gatherer = new LineBuffer(charset);
    this.lines = recorded.apply(charset);
    this.standIn = new StandIn(this, ear, charset);
  }

  /** Begins to hear the streams that a user would see beside the bar. */
  public static List<StreamTee> open(Ear ear, Function<Charset, PrintStream> recorded) {
    List<StreamTee> tees = new ArrayList<>();
    StreamTee error = new StreamTee(System.err, ear, recorded);
    System.setErr(error.standIn);
    tees.add(error);
    if (TtyProbe.isOutputSeen()) {
      StreamTee output = new StreamTee(System.out, ear, recorded);
      System.setOut(output.standIn);
      tees.add(output);
    }
    return tees;
  }

  /** The stream below, if this is a tee: for those whose lines are no part of a recording. */
  public static PrintStream below(PrintStream stream) {
    PrintStream below = stream;
    while (below instanceof StandIn standIn) {
      below = standIn.tee.original;
    }
    return below;
  }

  public LineBuffer gatherer() {
    return gatherer;
  }

  /** Where the recording writes whole lines of this stream. */
  public PrintStream lines() {
    return lines;
  }

  /** Puts the original back, unless somebody else took its place meanwhile. */
  public void close() {
    standIn.flush();
    if (System.err == standIn) {
      System.setErr(original);
    }
    if (System.out == standIn) {
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
