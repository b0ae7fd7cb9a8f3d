package dev.headway.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code System.out} or {@code System.err} while a recording goes on: passes on at
 * once what the program prints, and lets the recording hear it. A bar that captures the streams
 * stands above it, so what comes here is what got to the screen.
 */
final class Tap {

  /** Hears what is printed. */
  interface Ear {
    void hear(Tap tap, byte[] bytes, int offset, int length);
  }

  private final PrintStream original;
  private final StandIn standIn;
  private final LineGatherer gatherer;
  private final PrintStream lines;

  private Tap(PrintStream original, Ear ear, TapeDevice device) {
    Charset charset = Capture.charset(original);
    this.original = original;
    this.gatherer = new LineGatherer(charset);
    this.lines = device.lines(charset);
    this.standIn = new StandIn(this, ear, charset);
  }

  /** Begins to hear the streams that a user would see beside the bar. */
  static List<Tap> open(Ear ear, TapeDevice device) {
    List<Tap> taps = new ArrayList<>();
    Tap error = new Tap(System.err, ear, device);
    System.setErr(error.standIn);
    taps.add(error);
    if (Probe.isOutputSeen()) {
      Tap output = new Tap(System.out, ear, device);
      System.setOut(output.standIn);
      taps.add(output);
    }
    return taps;
  }

  /** The stream below, if this is a tap: for those whose lines are no part of a recording. */
  static PrintStream below(PrintStream stream) {
    PrintStream below = stream;
    while (below instanceof StandIn standIn) {
      below = standIn.tap.original;
    }
    return below;
  }

  LineGatherer gatherer() {
    return gatherer;
  }

  /** Where the recording writes whole lines of this stream. */
  PrintStream lines() {
    return lines;
  }

  /** Puts the original back, unless somebody else took its place meanwhile. */
  void close() {
    standIn.flush();
    if (System.err == standIn) {
      System.setErr(original);
    }
    if (System.out == standIn) {
      System.setOut(original);
    }
  }

  private static final class StandIn extends PrintStream {
    private final Tap tap;

    StandIn(Tap tap, Ear ear, Charset charset) {
      super(new Split(tap, ear), true, charset);
      this.tap = tap;
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
      return super.checkError() || tap.original.checkError();
    }
  }

  private static final class Split extends OutputStream {
    private final Tap tap;
    private final Ear ear;

    Split(Tap tap, Ear ear) {
      this.tap = tap;
      this.ear = ear;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      tap.original.write(bytes, offset, length);
      ear.hear(tap, bytes, offset, length);
    }

    @Override
    public void flush() {
      tap.original.flush();
    }
  }
}
