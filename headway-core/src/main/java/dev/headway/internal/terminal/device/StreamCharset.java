package dev.headway.internal.terminal.device;

import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Finds the charset of a standard stream. */
public final class StreamCharset {
  private StreamCharset() {}

  /** The charset of a stream; a stream tells it since Java 18 only. */
  public static Charset of(PrintStream stream) {
    try {
      return (Charset) PrintStream.class.getMethod("charset").invoke(stream);
    } catch (ReflectiveOperationException beforeJava18) {
      boolean error = stream == System.err;
      return named(System.getProperty(error ? "sun.stderr.encoding" : "sun.stdout.encoding"));
    }
  }

  private static Charset named(@Nullable String name) {
    try {
      return name == null ? Charset.defaultCharset() : Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      return Charset.defaultCharset();
    }
  }
}
