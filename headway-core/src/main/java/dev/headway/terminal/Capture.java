package dev.headway.terminal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code System.out} or {@code System.err} while a bar is up, and lets what the
 * program prints appear above it. Whoever keeps the stand-in for longer prints straight to the
 * original.
 */
final class Capture {

  private final Stage stage;
  private final PrintStream original;
  private final LineGatherer gatherer;
  private final PrintStream standIn;

  private Capture(Stage stage, PrintStream original) {
    Charset charset = charset(original);
    this.stage = stage;
    this.original = original;
    this.gatherer = new LineGatherer(charset);
    this.standIn = new PrintStream(new Redirected(), true, charset);
  }

  /** Replaces standard output. */
  static Capture standardOutput(Stage stage) {
    Capture capture = new Capture(stage, System.out);
    System.setOut(capture.standIn);
    return capture;
  }

  /** Replaces standard error. */
  static Capture standardError(Stage stage) {
    Capture capture = new Capture(stage, System.err);
    System.setErr(capture.standIn);
    return capture;
  }

  /**
   * Writes what waits, and puts the original back, unless somebody else took its place meanwhile.
   * In this order: what is printed to the original must not overtake what waits.
   */
  void end() {
    standIn.flush();
    stage.finishText(gatherer, original);
    restore(() -> System.out, System::setOut);
    restore(() -> System.err, System::setErr);
  }

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
      String property = stream == System.err ? "sun.stderr.encoding" : "sun.stdout.encoding";
      return charset(System.getProperty(property));
    }
  }

  private static Charset charset(@Nullable String name) {
    try {
      return name == null ? Charset.defaultCharset() : Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      return Charset.defaultCharset();
    }
  }

  private final class Redirected extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      stage.print(gatherer, original, bytes, offset, length);
    }
  }
}
