package dev.headway.internal.terminal.device;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code System.out} or {@code System.err}. While a bar is up, what the program
 * prints appears above it; at other times it goes straight to the original. So a logger that keeps
 * the stand-in does no harm, and its lines stand above each later bar too. Safe for use by several
 * threads.
 */
public final class StreamCapture {

  /** Where text goes while a bar is up. */
  private record Above(PrintTarget target, LineBuffer gatherer) {}

  private final PrintStream original;
  private final Charset charset;
  private final boolean lasting;
  private final PrintStream standIn;
  private volatile @Nullable Above above;

  private StreamCapture(PrintStream original, boolean lasting) {
    this.original = original;
    this.lasting = lasting;
    this.charset = StreamCharset.of(original);
    // No class of its own, of which println would write a line and its end apart. It does not flush
    // by itself, so that a flush of the program's can be told from its printing.
    this.standIn = new PrintStream(new Redirected(), false, charset);
  }

  /**
   * Replaces standard output.
   *
   * @param lasting whether for good, not only until the bar ends
   */
  public static StreamCapture standardOutput(boolean lasting) {
    StreamCapture capture = new StreamCapture(System.out, lasting);
    System.setOut(capture.standIn);
    return capture;
  }

  /**
   * Replaces standard error.
   *
   * @param lasting whether for good, not only until the bar ends
   */
  public static StreamCapture standardError(boolean lasting) {
    StreamCapture capture = new StreamCapture(System.err, lasting);
    System.setErr(capture.standIn);
    return capture;
  }

  /** Whether it stands at a stream, perhaps below a recording. */
  boolean isAt(PrintStream stream) {
    return StreamTee.below(stream) == standIn;
  }

  /** From now on what is printed appears above the bar. */
  public StreamCapture begin(PrintTarget target) {
    above = new Above(target, new LineBuffer(charset));
    return this;
  }

  /** Shows a line that waits for its end since the last frame. */
  public void flushLate() {
    Above now = above;
    if (now != null) {
      now.target.flushLate(now.gatherer, original);
    }
  }

  /**
   * Writes what waits, and lets what is printed from now on go to the original. In this order: what
   * is printed to the original must not overtake what waits.
   */
  public void end() {
    Above now = above;
    if (now != null) {
      now.target.finishText(now.gatherer, original);
    }
    above = null;
    if (!lasting) {
      restore(() -> System.out, System::setOut);
      restore(() -> System.err, System::setErr);
    }
  }

  /** Puts the original back, unless somebody else took its place meanwhile. */
  private void restore(Supplier<PrintStream> now, Consumer<PrintStream> set) {
    if (now.get() == standIn) {
      set.accept(original);
    }
  }

  private final class Redirected extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Above now = above;
      if (now == null) {
        original.write(bytes, offset, length);
      } else {
        now.target.print(now.gatherer, original, bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      Above now = above;
      if (now == null) {
        original.flush();
      } else {
        now.target.flushText(now.gatherer, original);
      }
      if (original.checkError()) {
        throw new IOException("The stream below has failed."); // So that checkError says so.
      }
    }
  }
}
