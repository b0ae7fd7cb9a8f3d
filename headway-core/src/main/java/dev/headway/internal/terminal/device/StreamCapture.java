package dev.headway.internal.terminal.device;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code System.out} or {@code System.err}. While a bar is up, text that the program
 * prints appears above the bar. At other times the text goes straight to the original stream. So a
 * logger may keep the replacement, and its lines stand above each later bar too. Safe for use by
 * several threads.
 */
public final class StreamCapture {

  /** Where text goes while a bar is up. */
  private record Above(PrintTarget target, LineBuffer buffer) {}

  private final PrintStream original;
  private final Charset charset;
  private final boolean permanent;
  private final PrintStream replacement;
  private volatile @Nullable Above above;

  private StreamCapture(PrintStream original, boolean permanent) {
    this.original = original;
    this.permanent = permanent;
    this.charset = StreamCharset.of(original);
    // A plain PrintStream: println of a subclass would write a line and its end apart. Automatic
    // flushing is off, so that a flush by the program differs from its printing.
    this.replacement = new PrintStream(new Redirected(), false, charset);
  }

  /**
   * Replaces standard output.
   *
   * @param permanent true to keep the replacement after the bar ends
   */
  public static StreamCapture standardOutput(boolean permanent) {
    StreamCapture capture = new StreamCapture(System.out, permanent);
    System.setOut(capture.replacement);
    return capture;
  }

  /**
   * Replaces standard error.
   *
   * @param permanent true to keep the replacement after the bar ends
   */
  public static StreamCapture standardError(boolean permanent) {
    StreamCapture capture = new StreamCapture(System.err, permanent);
    System.setErr(capture.replacement);
    return capture;
  }

  /** Returns whether a stream is this replacement, perhaps below a recording. */
  boolean isAt(PrintStream stream) {
    return StreamTee.below(stream) == replacement;
  }

  /** Shows later text above the bar. */
  public StreamCapture begin(PrintTarget target) {
    above = new Above(target, new LineBuffer(charset));
    return this;
  }

  /** Shows a line without its end, if it has waited since the last frame. */
  public void flushLate() {
    Above now = above;
    if (now != null) {
      now.target.flushLate(now.buffer, original);
    }
  }

  /**
   * Writes the waiting text, then sends later text to the original. In this order, later text
   * cannot overtake the waiting text.
   */
  public void end() {
    Above now = above;
    if (now != null) {
      now.target.finishText(now.buffer, original);
    }
    above = null;
    if (!permanent) {
      restore(() -> System.out, System::setOut);
      restore(() -> System.err, System::setErr);
    }
  }

  /** Puts the original back, unless other code has replaced the stream since. */
  private void restore(Supplier<PrintStream> now, Consumer<PrintStream> set) {
    if (now.get() == replacement) {
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
        now.target.print(now.buffer, original, bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      Above now = above;
      if (now == null) {
        original.flush();
      } else {
        now.target.flushText(now.buffer, original);
      }
      if (original.checkError()) {
        throw new IOException("The stream below has failed."); // So that checkError says so.
      }
    }
  }
}
