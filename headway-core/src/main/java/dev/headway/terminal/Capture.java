package dev.headway.terminal;

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
final class Capture {

  /** Where text goes while a bar is up. */
  private record Above(Stage stage, LineGatherer gatherer) {}

  private final PrintStream original;
  private final Charset charset;
  private final boolean lasting;
  private final StandIn standIn;
  private volatile @Nullable Above above;

  private Capture(PrintStream original, boolean lasting) {
    this.original = original;
    this.lasting = lasting;
    this.charset = charset(original);
    this.standIn = new StandIn(this);
  }

  /**
   * Replaces standard output.
   *
   * @param lasting whether for good, not only until the bar ends
   */
  static Capture standardOutput(boolean lasting) {
    Capture capture = new Capture(System.out, lasting);
    System.setOut(capture.standIn);
    return capture;
  }

  /**
   * Replaces standard error.
   *
   * @param lasting whether for good, not only until the bar ends
   */
  static Capture standardError(boolean lasting) {
    Capture capture = new Capture(System.err, lasting);
    System.setErr(capture.standIn);
    return capture;
  }

  /** The stand-in behind a stream, if it is one, perhaps below a recording. */
  static @Nullable Capture behind(PrintStream stream) {
    return Tap.below(stream) instanceof StandIn found ? found.capture : null;
  }

  /** From now on what is printed appears on a stage. */
  Capture begin(Stage stage) {
    above = new Above(stage, new LineGatherer(charset));
    return this;
  }

  /** Shows a line that waits for its end since the last frame. */
  void flushLate() {
    Above now = above;
    if (now != null) {
      now.stage.flushLate(now.gatherer, original);
    }
  }

  /**
   * Writes what waits, and lets what is printed from now on go to the original. In this order: what
   * is printed to the original must not overtake what waits.
   */
  void end() {
    Above now = above;
    if (now != null) {
      now.stage.finishText(now.gatherer, original);
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

  /** The charset of a stream; a stream tells it since Java 18 only. */
  static Charset charset(PrintStream stream) {
    try {
      return (Charset) PrintStream.class.getMethod("charset").invoke(stream);
    } catch (ReflectiveOperationException beforeJava18) {
      boolean error = stream == System.err;
      return charset(System.getProperty(error ? "sun.stderr.encoding" : "sun.stdout.encoding"));
    }
  }

  private static Charset charset(@Nullable String name) {
    try {
      return name == null ? Charset.defaultCharset() : Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      return Charset.defaultCharset();
    }
  }

  /** Does not flush by itself, so that a flush of the program's can be told from its printing. */
  private static final class StandIn extends PrintStream {
    private final Capture capture;

    StandIn(Capture capture) {
      super(new Redirected(capture), false, capture.charset);
      this.capture = capture;
    }

    @Override
    public boolean checkError() {
      return super.checkError() || capture.original.checkError();
    }
  }

  private static final class Redirected extends OutputStream {
    private final Capture capture;

    Redirected(Capture capture) {
      this.capture = capture;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Above now = capture.above;
      if (now == null) {
        capture.original.write(bytes, offset, length);
      } else {
        now.stage.print(now.gatherer, capture.original, bytes, offset, length);
      }
    }

    @Override
    public void flush() {
      Above now = capture.above;
      if (now == null) {
        capture.original.flush();
      } else {
        now.stage.flushText(now.gatherer, capture.original);
      }
    }
  }
}
